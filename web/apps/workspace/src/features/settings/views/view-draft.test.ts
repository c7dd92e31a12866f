import { expect, test } from 'vitest';
import type { ViewDefinition } from './api';
import { askables } from './conditions';
import { asked, changeFrom, draftOf, emptyDraft, newPlaces } from './view-draft';

const known = askables([]);
const me = { id: 7 };
const view = (restriction: ViewDefinition['restriction']): ViewDefinition => ({
  id: 1,
  title: 'Late',
  active: true,
  position: 0,
  group_id: null,
  key: null,
  restriction,
  conditions: { all: [{ field: 'priority', operator: 'is', value: 'urgent' }], any: [] },
  execution: { group_by: 'status', sort_by: 'priority', sort_order: 'asc' },
});

test('a stored view becomes a draft and the same view again', () => {
  const stored = view({ type: 'Group', ids: [2, 3] });
  const change = changeFrom(draftOf(stored, known), known);
  expect(change).toEqual({
    title: 'Late',
    restriction: stored.restriction,
    conditions: stored.conditions,
    output: stored.execution,
  });
});

test('a new view is for oneself; a colleague’s own view stays theirs', () => {
  expect(changeFrom(emptyDraft(me), known).restriction).toEqual({ type: 'User', id: 7 });
  const theirs = { type: 'User' as const, id: 9 };
  const draft = draftOf(view(theirs), known);
  expect(changeFrom(draft, known).restriction).toEqual(theirs);
});

test('what is not complete is not asked for yet', () => {
  const rows = [{ key: 2, field: 'current_tags', operator: 'includes' as const, value: ' ' }];
  expect(asked({ ...emptyDraft(me), any: rows }, known).conditions).toEqual({
    all: [{ field: 'status', operator: 'less_than', value: 'solved' }],
    any: [],
  });
});

test('views in another order take each other’s places, and none shares one', () => {
  const views = [
    { id: 1, position: 2 },
    { id: 2, position: 2 },
    { id: 3, position: 8 },
  ];
  expect(newPlaces([3, 1, 2], views)).toEqual([
    { id: 3, position: 2 },
    { id: 1, position: 3 },
    { id: 2, position: 8 },
  ]);
  expect(
    newPlaces(
      [1, 2],
      [
        { id: 1, position: 0 },
        { id: 2, position: 1 },
      ],
    ),
  ).toEqual([]);
});
