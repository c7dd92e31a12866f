import type { View } from '@guichet/api';
import { expect, test } from 'vitest';
import { groupViews } from './use-views';

const view = (id: number, more: Partial<View> = {}): View => ({
  id,
  title: `View ${id}`,
  active: true,
  position: id,
  key: null,
  group_id: null,
  ...more,
});

test('the desk’s own views come first, in the order they were given', () => {
  const { system } = groupViews([view(2, { key: 'solved' }), view(1, { key: 'my_open' })]);
  expect(system.map((each) => each.key)).toEqual(['my_open', 'solved']);
});

test('teams’, shared and personal views are told apart, by position, without inactive ones', () => {
  const groups = groupViews([
    view(5),
    view(6, { restriction: { type: 'User' } }),
    view(4, { group_id: 9 }),
    view(3),
    view(2, { active: false }),
  ]);
  expect(groups.teams.map((each) => each.id)).toEqual([4]);
  expect(groups.shared.map((each) => each.id)).toEqual([3, 5]);
  expect(groups.own.map((each) => each.id)).toEqual([6]);
});
