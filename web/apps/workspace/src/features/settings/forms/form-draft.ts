import type { Id, Status } from '@guichet/api';
import { hasOptions } from '@/features/settings/fields/field-draft';
import type { TicketField } from '@/features/ticket-fields/api';
import type {
  ChildField,
  FormChange,
  FormCondition,
  TicketForm,
} from '@/features/ticket-forms/api';

/** When a shown field must be filled in. */
export type Required = 'never' | 'always' | 'some';
export type ChildDraft = { id: Id; required: Required; statuses: Status[] };

/** A condition while it is edited; `key` tells it from the others, and an empty value is none yet. */
export type ConditionDraft = {
  key: number;
  parentId: Id | null;
  value: string;
  children: ChildDraft[];
};

/** A form as its editor holds it. */
export type FormDraft = {
  name: string;
  displayName: string;
  isDefault: boolean;
  isVisible: boolean;
  fieldIds: Id[];
  forAgents: ConditionDraft[];
  forCustomers: ConditionDraft[];
};

/** For whom conditions hold. */
export type Readers = 'forAgents' | 'forCustomers';

export const EMPTY_FORM: FormDraft = {
  name: '',
  displayName: '',
  isDefault: false,
  isVisible: false,
  fieldIds: [],
  forAgents: [],
  forCustomers: [],
};

export function draftOf(form: TicketForm): FormDraft {
  return {
    name: form.name,
    displayName: form.display_name === form.name ? '' : form.display_name,
    isDefault: form.default,
    isVisible: form.end_user_visible,
    fieldIds: form.ticket_field_ids,
    forAgents: form.agent_conditions.map(conditionDraft),
    forCustomers: form.end_user_conditions.map(conditionDraft),
  };
}

function conditionDraft(condition: FormCondition, index: number): ConditionDraft {
  return {
    key: index + 1,
    parentId: condition.parent_field_id,
    value: String(condition.value),
    children: condition.child_fields.map(childDraft),
  };
}

function childDraft({ id, is_required, required_on_statuses: on }: ChildField): ChildDraft {
  const kinds = { ALL_STATUSES: 'always', SOME_STATUSES: 'some', NO_STATUSES: 'never' } as const;
  if (on) return { id, required: kinds[on.type], statuses: on.statuses ?? [] };
  return is_required
    ? { id, required: 'some', statuses: ['solved'] }
    : { id, required: 'never', statuses: [] };
}

/** What the server is told. */
export function changeOf(draft: FormDraft, fields: readonly TicketField[]): FormChange {
  return {
    name: draft.name,
    display_name: draft.displayName.trim() || draft.name,
    default: draft.isDefault,
    end_user_visible: draft.isVisible,
    ticket_field_ids: draft.fieldIds,
    agent_conditions: conditionsOf(draft.forAgents, fields),
    end_user_conditions: conditionsOf(draft.forCustomers, fields).map(withoutStatuses),
  };
}

/** The conditions that say enough to hold, in the API's shape. */
export function conditionsOf(
  drafts: readonly ConditionDraft[],
  fields: readonly TicketField[],
): FormCondition[] {
  return drafts.filter(isWhole).flatMap(({ parentId, value, children }) => {
    if (parentId === null) return [];
    const isTick = fields.find((field) => field.id === parentId)?.type === 'checkbox';
    return [
      {
        parent_field_id: parentId,
        value: isTick ? value === 'true' : value,
        child_fields: children.map(childOf),
      },
    ];
  });
}

function childOf({ id, required, statuses }: ChildDraft): ChildField {
  switch (required) {
    case 'always':
      return { id, is_required: true, required_on_statuses: { type: 'ALL_STATUSES' } };
    case 'some':
      return { id, is_required: true, required_on_statuses: { type: 'SOME_STATUSES', statuses } };
    default:
      return { id, is_required: false, required_on_statuses: { type: 'NO_STATUSES' } };
  }
}

/** Customers fill a field in or need not: they set no status. */
function withoutStatuses(condition: FormCondition): FormCondition {
  const child_fields = condition.child_fields.map(({ id, is_required }) => ({ id, is_required }));
  return { ...condition, child_fields };
}

/** Whether a condition says all it needs to. */
export function isWhole({ parentId, value, children }: ConditionDraft): boolean {
  const isSaid = ({ required, statuses }: ChildDraft) => required !== 'some' || statuses.length > 0;
  return parentId !== null && value !== '' && children.length > 0 && children.every(isSaid);
}

/** Whether a field's value can show others. */
export const canDecide = ({ type }: Pick<TicketField, 'type'>) =>
  type === 'checkbox' || hasOptions(type);

/** Whether a field would show itself, by way of others too, if another one showed it. */
export function wouldCircle(
  conditions: readonly ConditionDraft[],
  parentId: Id | null,
  childId: Id,
): boolean {
  const reached = new Set<Id>([childId]);
  for (const id of reached) {
    if (id === parentId) return true;
    for (const condition of conditions.filter((each) => each.parentId === id)) {
      for (const child of condition.children) reached.add(child.id);
    }
  }
  return false;
}

/** The form without a field, and without what conditions said of it. */
export function withoutField(draft: FormDraft, id: Id): FormDraft {
  const rid = (conditions: readonly ConditionDraft[]) =>
    conditions
      .filter((condition) => condition.parentId !== id)
      .map((each) => ({ ...each, children: each.children.filter((child) => child.id !== id) }))
      .filter((each) => each.parentId === null || each.children.length > 0);
  return {
    ...draft,
    fieldIds: draft.fieldIds.filter((each) => each !== id),
    forAgents: rid(draft.forAgents),
    forCustomers: rid(draft.forCustomers),
  };
}

/** A condition that says nothing yet. */
export function newCondition(conditions: readonly ConditionDraft[]): ConditionDraft {
  const key = Math.max(0, ...conditions.map((condition) => condition.key)) + 1;
  return { key, parentId: null, value: '', children: [] };
}
