// Which fields a ticket has by its form, and when they must be filled in: the server's rules, so that what is typed
// shows and hides fields at once.

import type { FieldEntry, Id, Status } from '@guichet/api';
import type { ChildField, FormCondition, TicketForm } from './api';

export const STATUSES = ['new', 'open', 'pending', 'hold', 'solved', 'closed'] as const;

/** A field that a ticket has, and the statuses that the ticket cannot get while it is empty. */
export type ShownField<Field> = { field: Field; requiredOn: Status[] };

type Ruled = { id: Id; active: boolean; required: boolean };
type Rules = Pick<TicketForm, 'ticket_field_ids' | 'agent_conditions'>;

/** The fields that agents see on a ticket with these values, in their order; without a form all in use. */
export function shownFields<Field extends Ruled>(
  form: Rules | null,
  fields: readonly Field[],
  values: readonly FieldEntry[],
): ShownField<Field>[] {
  const active = fields.filter((field) => field.active);
  if (!form) return active.map((field) => ({ field, requiredOn: ownRequirement(field) }));
  const shown = shownIds(form, values);
  return form.ticket_field_ids
    .filter((id) => shown.has(id))
    .flatMap((id) => active.find((field) => field.id === id) ?? [])
    .map((field) => ({ field, requiredOn: requirement(form, field, shown, values) }));
}

/** The fields that are always there, and those that a condition on a shown field shows. */
function shownIds(form: Rules, values: readonly FieldEntry[]): Set<Id> {
  const conditions = form.agent_conditions;
  const children = new Set(conditions.flatMap(childIds));
  const shown = new Set(form.ticket_field_ids.filter((id) => !children.has(id)));
  for (;;) {
    const more = conditions
      .filter((condition) => holds(condition, shown, values))
      .flatMap(childIds)
      .filter((id) => !shown.has(id));
    if (more.length === 0) return shown;
    for (const id of more) shown.add(id);
  }
}

const childIds = (condition: FormCondition) => condition.child_fields.map((child) => child.id);

function holds(
  { parent_field_id, value }: FormCondition,
  shown: ReadonlySet<Id>,
  values: readonly FieldEntry[],
): boolean {
  if (!shown.has(parent_field_id)) return false;
  const held = values.find((entry) => entry.id === parent_field_id)?.value ?? null;
  if (Array.isArray(held)) return held.some((each) => each === value);
  // A box that nobody touched is not ticked.
  return held === null ? value === false : held === value;
}

const ownRequirement = (field: Ruled): Status[] => (field.required ? ['solved'] : []);

/** What the conditions that show the field say; without any, what it says itself. */
function requirement(
  form: Rules,
  field: Ruled,
  shown: ReadonlySet<Id>,
  values: readonly FieldEntry[],
): Status[] {
  const naming = form.agent_conditions.filter((each) => childIds(each).includes(field.id));
  if (naming.length === 0) return ownRequirement(field);
  const required = naming
    .filter((condition) => holds(condition, shown, values))
    .flatMap((condition) => condition.child_fields)
    .filter((child) => child.id === field.id)
    .flatMap(requiredOn);
  return STATUSES.filter((status) => required.includes(status));
}

/** The statuses for which a condition requires a field; for solved where it only says that it does. */
export function requiredOn({ is_required, required_on_statuses: on }: ChildField): Status[] {
  switch (on?.type) {
    case 'ALL_STATUSES':
      return [...STATUSES];
    case 'SOME_STATUSES':
      return on.statuses ?? [];
    case 'NO_STATUSES':
      return [];
    default:
      return is_required ? ['solved'] : [];
  }
}
