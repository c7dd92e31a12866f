import type { Schemas } from '@guichet/api';
import type { FieldKind, FieldTarget, TicketField } from '@/features/ticket-fields/api';
import { fieldKey, isFieldKey } from '@/features/ticket-fields/values';

export type Condition = Omit<Schemas['Condition'], 'value'> & { value: unknown };
/** All of the first hold, and one of the second, unless there are none; each may be such a group again. */
export type Conditions = { all: Clause[]; any: Clause[] };
export type Clause = Condition | Conditions;

/** Which control holds a condition's value. */
export type Control =
  | {
      kind:
        | 'status'
        | 'custom_status'
        | 'form'
        | 'brand'
        | 'priority'
        | 'type'
        | 'assignee'
        | 'group'
        | 'channel'
        | 'tags'
        | 'truth';
    }
  | { kind: 'text' | 'number' | 'date' }
  | { kind: 'options'; field: TicketField }
  | { kind: 'lookup'; target: FieldTarget };

/** What stands between a field and its value; one with a `fixed` value needs no other. */
export type Operator = { name: OperatorName; api: string; fixed?: string };
export type OperatorName =
  | 'is'
  | 'is_not'
  | 'less_than'
  | 'greater_than'
  | 'before'
  | 'after'
  | 'includes'
  | 'not_includes'
  | 'contains'
  | 'not_contains'
  | 'present'
  | 'not_present'
  | 'ticked'
  | 'not_ticked';

const IS: Operator = { name: 'is', api: 'is' };
const IS_NOT: Operator = { name: 'is_not', api: 'is_not' };
const LESS: Operator = { name: 'less_than', api: 'less_than' };
const GREATER: Operator = { name: 'greater_than', api: 'greater_than' };
const BEFORE: Operator = { name: 'before', api: 'less_than' };
const AFTER: Operator = { name: 'after', api: 'greater_than' };
const CONTAINS: Operator = { name: 'contains', api: 'includes' };
const CONTAINS_NOT: Operator = { name: 'not_contains', api: 'not_includes' };
const PRESENT: Operator = { name: 'present', api: 'present', fixed: '' };
const NOT_PRESENT: Operator = { name: 'not_present', api: 'not_present', fixed: '' };

/** A field of a ticket that views ask for. */
export type Askable = {
  key: string;
  /** The title of a field of the desk's own. */
  title?: string;
  control: Control;
  operators: Operator[];
  /** What a new condition compares it with. */
  first: string;
  /** It stays where it is asked for already, but is not offered any more. */
  isOutOfUse?: boolean;
};

const BUILT_IN: Askable[] = [
  askable('status', { kind: 'status' }, [IS, IS_NOT, BEFORE, AFTER], 'open'),
  askable('custom_status_id', { kind: 'custom_status' }, [IS, IS_NOT], '2'),
  askable('ticket_form_id', { kind: 'form' }, [IS, IS_NOT], ''),
  askable('brand_id', { kind: 'brand' }, [IS, IS_NOT], ''),
  askable('priority', { kind: 'priority' }, [IS, IS_NOT, LESS, GREATER], 'high'),
  askable('type', { kind: 'type' }, [IS, IS_NOT], 'question'),
  askable('assignee_id', { kind: 'assignee' }, [IS, IS_NOT], 'current_user'),
  askable('group_id', { kind: 'group' }, [IS, IS_NOT], 'current_groups'),
  askable('requester_id', { kind: 'lookup', target: 'zen:user' }, [IS, IS_NOT], ''),
  askable('organization_id', { kind: 'lookup', target: 'zen:organization' }, [IS, IS_NOT], ''),
  askable(
    'current_tags',
    { kind: 'tags' },
    [
      { name: 'includes', api: 'includes' },
      { name: 'not_includes', api: 'not_includes' },
    ],
    '',
  ),
  askable('via_id', { kind: 'channel' }, [IS, IS_NOT], 'email'),
  askable('snoozed', { kind: 'truth' }, [IS, IS_NOT], 'true'),
  askable('subject', { kind: 'text' }, [CONTAINS, CONTAINS_NOT, IS, IS_NOT], ''),
  askable('created_at', { kind: 'date' }, [BEFORE, AFTER], ''),
  askable('updated_at', { kind: 'date' }, [BEFORE, AFTER], ''),
  askable('solved_at', { kind: 'date' }, [BEFORE, AFTER, PRESENT, NOT_PRESENT], ''),
  askable('due_at', { kind: 'date' }, [BEFORE, AFTER, PRESENT, NOT_PRESENT], ''),
];

function askable(key: string, control: Control, operators: Operator[], first: string): Askable {
  return { key, control, operators, first };
}

/** How fields of each kind are compared; what is not stored in an order is not compared by it. */
const BY_KIND: Record<FieldKind, Operator[]> = {
  text: [IS, IS_NOT, PRESENT, NOT_PRESENT],
  regexp: [IS, IS_NOT, PRESENT, NOT_PRESENT],
  textarea: [PRESENT, NOT_PRESENT],
  integer: [IS, IS_NOT, LESS, GREATER, PRESENT, NOT_PRESENT],
  decimal: [LESS, GREATER, PRESENT, NOT_PRESENT],
  date: [IS, IS_NOT, BEFORE, AFTER, PRESENT, NOT_PRESENT],
  checkbox: [
    { name: 'ticked', api: 'is', fixed: 'true' },
    { name: 'not_ticked', api: 'is_not', fixed: 'true' },
  ],
  tagger: [IS, IS_NOT, PRESENT, NOT_PRESENT],
  multiselect: [
    { name: 'includes', api: 'is' },
    { name: 'not_includes', api: 'is_not' },
    PRESENT,
    NOT_PRESENT,
  ],
  lookup: [IS, IS_NOT, PRESENT, NOT_PRESENT],
};

/** What only desks that named something of their own ask for. */
export type Named = { custom_status_id: boolean; ticket_form_id: boolean; brand_id: boolean };

/** Everything a view can ask for: the built-in fields, then the desk's own. */
export function askables(
  fields: readonly TicketField[],
  named: Named = { custom_status_id: false, ticket_form_id: false, brand_id: false },
): Askable[] {
  const isNamed = ({ key }: Askable) => named[key as keyof Named] ?? true;
  const builtIn = BUILT_IN.filter(isNamed);
  const own = fields.map((field) => ({
    key: fieldKey(field.id),
    title: field.title,
    control: controlOf(field),
    operators: BY_KIND[field.type],
    first: field.custom_field_options?.[0]?.value ?? '',
    isOutOfUse: !field.active,
  }));
  return [...builtIn, ...own];
}

function controlOf(field: TicketField): Control {
  switch (field.type) {
    case 'tagger':
    case 'multiselect':
      return { kind: 'options', field };
    case 'lookup':
      return { kind: 'lookup', target: field.relationship_target_type ?? 'zen:user' };
    case 'integer':
    case 'decimal':
      return { kind: 'number' };
    case 'date':
      return { kind: 'date' };
    default:
      return { kind: 'text' };
  }
}

/** Other names that the API takes for the same fields. */
const ALIASES: Record<string, string> = { via: 'via_id', tags: 'current_tags' };

/** A condition as its row shows it; `key` tells it from the others. */
export type Row = { key: number; field: string; operator: OperatorName; value: string };

/** The row of a stored condition. One that the editor does not know is kept by its own words. */
export function rowOf(key: number, condition: Condition, known: readonly Askable[]): Row {
  const field = ALIASES[condition.field] ?? condition.field;
  const value = textOf(condition.value);
  const operators = known.find((each) => each.key === field)?.operators ?? [];
  const operator = operators.find(
    ({ api, fixed }) =>
      api === condition.operator && (fixed === undefined || fixed === value || fixed === ''),
  );
  return { key, field, operator: operator?.name ?? (condition.operator as OperatorName), value };
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.join(' ');
  return value === null || value === undefined ? '' : String(value);
}

/** The condition behind a row, in the API's words. */
export function conditionOf({ field, operator, value }: Row, known: readonly Askable[]): Condition {
  const found = known
    .find((each) => each.key === field)
    ?.operators.find((each) => each.name === operator);
  return { field, operator: found?.api ?? operator, value: found?.fixed ?? value };
}

/** A row that asks for another field: its first operator, and a value that makes sense. */
export function askingFor(row: Pick<Row, 'key'>, field: Askable): Row {
  const operator = field.operators[0]?.name ?? 'is';
  return { key: row.key, field: field.key, operator, value: field.first };
}

/** Whether a row says all it needs to; people, teams, priorities, types and forms may be none. */
export function isComplete(row: Row, known: readonly Askable[]): boolean {
  const field = known.find((each) => each.key === row.field);
  if (!field) return true;
  if (field.operators.find((each) => each.name === row.operator)?.fixed !== undefined) return true;
  return row.value.trim() !== '' || MAY_BE_NONE.has(field.control.kind);
}

const MAY_BE_NONE = new Set<Control['kind']>(['assignee', 'group', 'priority', 'type', 'form']);

/** Whether a row asks for a field of the desk's own that there is not any more. */
export function isGone(row: Row, known: readonly Askable[]): boolean {
  return isFieldKey(row.field) && known.every((each) => each.key !== row.field);
}
