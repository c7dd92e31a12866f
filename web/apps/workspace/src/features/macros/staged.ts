import type { FieldEntry, Id, Ticket } from '@guichet/api';
import { categoryOf, firstOf } from '@/features/custom-statuses/statuses';
import type { TicketField } from '@/features/ticket-fields/api';
import {
  changedValues,
  fieldKey,
  tagsOf,
  valueIn,
  withValues,
} from '@/features/ticket-fields/values';
import type { PersonEdit, TicketFields } from '@/features/tickets/api';
import { GIVEN_STATUSES } from '@/features/tickets/given-statuses';
import type { Effect } from './api';

/** Changes that macros began and that leave with the next comment. */
export type Staged = { macroIds: Id[]; change: TicketFields };

export const NOTHING_STAGED: Staged = { macroIds: [], change: {} };

const SINGLE = [
  'status',
  'brand_id',
  'ticket_form_id',
  'priority',
  'type',
  'group_id',
  'assignee_id',
  'subject',
] as const;
export type SingleField = (typeof SINGLE)[number];

/** One staged change that can be taken away by itself. */
export type StagedPart =
  | { kind: 'field'; field: SingleField; value: string | number | null }
  | { kind: 'own'; entry: FieldEntry }
  | { kind: 'tag'; sign: '+' | '−'; tag: string }
  | { kind: 'follower' | 'copy'; sign: '+' | '−'; personId: Id }
  | { kind: 'tasks'; templateId: Id };

/**
 * What has to be asked of the server for a macro's effect: lists as what joins and what leaves them. Tags that come
 * and go with the value of a field are not asked for by themselves, so that the value can be taken away with them.
 */
export function changeOf(
  effect: Effect,
  ticket: Ticket,
  fields: readonly TicketField[],
): TicketFields {
  const change: TicketFields = {};
  for (const field of SINGLE) {
    if (field in effect) Object.assign(change, { [field]: effect[field] });
  }
  const category = categoryOf(change.status ?? ticket.status);
  if (effect.custom_status_id !== undefined) {
    change.custom_status_id = effect.custom_status_id ?? firstOf(category);
  }
  if (change.status && !(GIVEN_STATUSES as readonly string[]).includes(change.status)) {
    delete change.status;
    delete change.custom_status_id;
  }
  const values = changedValues(ticket.custom_fields, effect.custom_fields ?? []);
  if (effect.tags) {
    const come = tagsOfValues(values, fields);
    const gone = tagsOfValues(
      values.map(({ id }) => ({ id, value: valueIn(ticket.custom_fields, id) })),
      fields,
    );
    change.additional_tags = without(without(effect.tags, ticket.tags), come);
    change.remove_tags = without(without(ticket.tags, effect.tags), gone);
  }
  change.custom_fields = values;
  if (effect.follower_ids) {
    change.followers = edits(ticket.follower_ids ?? [], effect.follower_ids);
  }
  if (effect.email_cc_ids) {
    change.email_ccs = edits(ticket.email_cc_ids ?? [], effect.email_cc_ids);
  }
  if (effect.task_template_ids) change.task_template_ids = effect.task_template_ids;
  return withoutEmptyLists(change);
}

/** Adds a macro's changes to those that wait; of two that contradict each other the later one stands. */
export function stagedWith(staged: Staged, change: TicketFields, macroId: Id): Staged {
  const before = staged.change;
  const setsStatus = change.status !== undefined || change.custom_status_id !== undefined;
  const merged: TicketFields = {
    ...before,
    ...(setsStatus && { status: undefined, custom_status_id: undefined }),
    ...change,
    additional_tags: joined(before.additional_tags, change.additional_tags, change.remove_tags),
    remove_tags: joined(before.remove_tags, change.remove_tags, change.additional_tags),
    followers: joinedEdits(before.followers, change.followers),
    email_ccs: joinedEdits(before.email_ccs, change.email_ccs),
    task_template_ids: joined(before.task_template_ids, change.task_template_ids),
    custom_fields: withValues(before.custom_fields, change.custom_fields ?? []),
  };
  return {
    macroIds: [...new Set([...staged.macroIds, macroId])],
    change: withoutEmptyLists(merged),
  };
}

/** What waits, piece by piece. */
export function stagedParts({ change }: Staged): StagedPart[] {
  const fields = SINGLE.flatMap((field): StagedPart[] => {
    const value = field === 'status' ? statusOf(change) : change[field];
    return value === undefined ? [] : [{ kind: 'field', field, value }];
  });
  const tags = (sign: '+' | '−', list: readonly string[] = []) =>
    list.map((tag): StagedPart => ({ kind: 'tag', sign, tag }));
  const people = (kind: 'follower' | 'copy', list: readonly PersonEdit[] = []) =>
    list.map(
      (edit): StagedPart => ({
        kind,
        sign: edit.action === 'put' ? '+' : '−',
        personId: edit.user_id,
      }),
    );
  return [
    ...fields,
    ...(change.custom_fields ?? []).map((entry): StagedPart => ({ kind: 'own', entry })),
    ...tags('+', change.additional_tags),
    ...tags('−', change.remove_tags),
    ...people('follower', change.followers),
    ...people('copy', change.email_ccs),
    ...(change.task_template_ids ?? []).map(
      (templateId): StagedPart => ({ kind: 'tasks', templateId }),
    ),
  ];
}

/** The status a change gives: one by its id, else the category alone. */
const statusOf = (change: TicketFields) => change.custom_status_id ?? change.status;

/** Tells one piece from the others. */
export function partKey(part: StagedPart): string {
  if (part.kind === 'field') return part.field;
  if (part.kind === 'own') return fieldKey(part.entry.id);
  if (part.kind === 'tasks') return `tasks ${part.templateId}`;
  return part.kind === 'tag' ? `tag ${part.tag}` : `${part.kind} ${part.personId}`;
}

/** What waits without one of its pieces; the macros are forgotten with the last one. */
export function stagedWithout(staged: Staged, part: StagedPart): Staged {
  const change = { ...staged.change };
  switch (part.kind) {
    case 'field':
      delete change[part.field];
      if (part.field === 'status') delete change.custom_status_id;
      break;
    case 'own':
      change.custom_fields = change.custom_fields?.filter(({ id }) => id !== part.entry.id);
      break;
    case 'tag':
      if (part.sign === '+') change.additional_tags = without(change.additional_tags, [part.tag]);
      else change.remove_tags = without(change.remove_tags, [part.tag]);
      break;
    case 'follower':
      change.followers = change.followers?.filter((edit) => edit.user_id !== part.personId);
      break;
    case 'tasks':
      change.task_template_ids = without(change.task_template_ids, [part.templateId]);
      break;
    case 'copy':
      change.email_ccs = change.email_ccs?.filter((edit) => edit.user_id !== part.personId);
      break;
  }
  return { ...staged, change: withoutEmptyLists(change) };
}

/** The change that leaves with a comment; names its macros, so that their uses are counted. */
export function sentChange({ change, macroIds }: Staged): TicketFields {
  return macroIds.length > 0 ? { ...change, macro_ids: macroIds } : change;
}

function tagsOfValues(entries: readonly FieldEntry[], fields: readonly TicketField[]): string[] {
  return entries.flatMap(({ id, value }) => {
    const field = fields.find((each) => each.id === id);
    return field ? tagsOf(field, value) : [];
  });
}

function without<T>(list: readonly T[] = [], taken: readonly T[] = []): T[] {
  return list.filter((each) => !taken.includes(each));
}

function joined<T>(before: readonly T[] = [], more: readonly T[] = [], gone: readonly T[] = []) {
  return [...new Set([...without(before, gone), ...more])];
}

function joinedEdits(before: PersonEdit[] = [], more: PersonEdit[] = []): PersonEdit[] {
  return [...new Map([...before, ...more].map((edit) => [edit.user_id, edit])).values()];
}

function edits(before: readonly Id[], after: readonly Id[]): PersonEdit[] {
  return [
    ...without(after, before).map((user_id) => ({ user_id, action: 'put' as const })),
    ...without(before, after).map((user_id) => ({ user_id, action: 'delete' as const })),
  ];
}

function withoutEmptyLists(change: TicketFields): TicketFields {
  const isFilled = ([, value]: [string, unknown]) =>
    value !== undefined && !(Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(change).filter(isFilled));
}
