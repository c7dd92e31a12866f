import type { ListedTicket, User } from '@guichet/api';
import { expect, test } from 'vitest';
import type { ListPage } from './api';
import { sortOf } from './api';
import { neighbour, rowsOf } from './rows';
import { extendedTo, keptTo, NOTHING_SELECTED, toggled } from './selection';

const ticket = (id: number, requester_id = 1) => ({ id, requester_id }) as ListedTicket;
const page = (...ids: number[]): ListPage => ({
  tickets: ids.map((id) => ticket(id)),
  users: [{ id: 1, name: 'Claire' } as User],
  meta: { has_more: false, after_cursor: null },
});

test('a ticket found on two pages is shown once, where it came first', () => {
  const rows = rowsOf([page(3, 2), page(2, 1)]);
  expect(rows.map((row) => row.ticket.id)).toEqual([3, 2, 1]);
});

test('rows carry the people their tickets name', () => {
  expect(rowsOf([page(3)])[0]?.requester?.name).toBe('Claire');
  expect(rowsOf([page(3)])[0]?.assignee).toBeUndefined();
});

test('next and previous stop at the ends and start at the top', () => {
  const rows = rowsOf([page(3, 2, 1)]);
  expect(neighbour(rows, 3, 1)).toBe(2);
  expect(neighbour(rows, 3, -1)).toBe(3);
  expect(neighbour(rows, 1, 1)).toBe(1);
  expect(neighbour(rows, null, 1)).toBe(3);
  expect(neighbour([], null, 1)).toBeNull();
});

test('a range runs from the last toggled ticket in the order shown', () => {
  const order = [5, 4, 3, 2, 1];
  const one = toggled(NOTHING_SELECTED, 4);
  expect([...extendedTo(one, 2, order).ids]).toEqual([4, 3, 2]);
  expect([...extendedTo(NOTHING_SELECTED, 2, order).ids]).toEqual([2]);
});

test('toggling twice leaves nothing selected', () => {
  expect(toggled(toggled(NOTHING_SELECTED, 4), 4).ids.size).toBe(0);
});

test('tickets that left the list leave the selection', () => {
  const both = toggled(toggled(NOTHING_SELECTED, 4), 3);
  expect([...keptTo(both, [3, 2]).ids]).toEqual([3]);
  expect(keptTo(both, [4, 3])).toBe(both);
});

test('a list is in the order its view was given, until that is known by the last change', () => {
  expect(sortOf({ execution: { sort_by: 'priority', sort_order: 'desc' } })).toBe('-priority');
  expect(sortOf({ execution: { sort_by: 'subject', sort_order: 'asc' } })).toBe('subject');
  expect(sortOf({ execution: { sort_by: null, sort_order: 'desc' } })).toBe('-updated_at');
  expect(sortOf(undefined)).toBe('-updated_at');
});
