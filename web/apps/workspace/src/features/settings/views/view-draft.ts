import type { Id, User } from '@guichet/api';
import { groupingOf } from '@/features/tickets-list/api';
import { type Audience, audienceOf, restrictionOf } from '../audience/audience';
import type { Output, SortKey, ViewChange, ViewDefinition } from './api';
import { clausesOf, completeItems, type Item, itemsOf, newKey } from './condition-tree';
import type { Askable } from './conditions';

/** A view as far as it is filled in. */
export type ViewDraft = {
  title: string;
  audience: Audience;
  all: Item[];
  any: Item[];
  output: Output;
};

export const SORT_KEYS = [
  'updated_at',
  'created_at',
  'latest_comment_at',
  'priority',
  'status',
  'subject',
  'waiting_since',
  'due_at',
  'id',
] as const satisfies SortKey[];

/** A new view: open tickets, seen by its maker only. */
export function emptyDraft(me: Pick<User, 'id'>): ViewDraft {
  return {
    title: '',
    audience: { kind: 'person', id: me.id },
    all: [{ key: newKey(), field: 'status', operator: 'before', value: 'solved' }],
    any: [],
    output: { group_by: null, sort_by: 'updated_at', sort_order: 'desc' },
  };
}

/** A stored view, to be changed. */
export function draftOf(view: ViewDefinition, known: readonly Askable[]): ViewDraft {
  const { restriction, conditions, execution } = view;
  const sortBy = SORT_KEYS.find((key) => key === execution.sort_by) ?? 'updated_at';
  return {
    title: view.title,
    audience: audienceOf(restriction),
    all: itemsOf(conditions.all, known),
    any: itemsOf(conditions.any, known),
    output: {
      group_by: groupingOf(view),
      sort_by: sortBy,
      sort_order: execution.sort_order === 'asc' ? 'asc' : 'desc',
    },
  };
}

/** What is sent to store a view. */
export function changeFrom(draft: ViewDraft, known: readonly Askable[]): ViewChange {
  return {
    title: draft.title.trim(),
    restriction: restrictionOf(draft.audience),
    ...asked(draft, known),
  };
}

/** What a draft asks for as far as it is complete, which is what can be shown already. */
export function asked(draft: Pick<ViewDraft, 'all' | 'any' | 'output'>, known: readonly Askable[]) {
  const clauses = (items: readonly Item[]) => clausesOf(completeItems(items, known), known);
  return {
    conditions: { all: clauses(draft.all), any: clauses(draft.any) },
    output: draft.output,
  };
}

type Placed = Pick<ViewDefinition, 'id' | 'position'>;

/** New places for views put in another order: the places they had, each once. Only what changes. */
export function newPlaces(order: readonly Id[], views: readonly Placed[]): Placed[] {
  const placed = order.flatMap((id) => views.find((view) => view.id === id) ?? []);
  const places = placed.map((view) => view.position).sort((a, b) => a - b);
  let last = Number.NEGATIVE_INFINITY;
  return placed
    .map((view, index) => {
      last = Math.max(last + 1, places[index] ?? 0);
      return { id: view.id, position: last, before: view.position };
    })
    .filter(({ position, before }) => position !== before)
    .map(({ id, position }) => ({ id, position }));
}
