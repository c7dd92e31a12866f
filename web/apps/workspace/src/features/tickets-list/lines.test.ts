import type { ListedTicket } from '@guichet/api';
import { expect, test } from 'vitest';
import type { ListPage, ViewGroup } from './api';
import { columnsFor, leastWidth, shownColumns, withColumn } from './columns';
import { indexOf, isHeading, linesOf } from './lines';
import { rowsOf } from './rows';

const group = (value: string): ViewGroup => ({ value, name: null, count: 2 });
const page = (of: ViewGroup | undefined, ...ids: number[]): ListPage => ({
  tickets: ids.map((id) => ({ id, requester_id: 1 }) as ListedTicket),
  users: [],
  meta: { has_more: false, after_cursor: null },
  group: of,
});
const words = (pages: ListPage[]) =>
  linesOf(pages, rowsOf(pages)).map((line) =>
    isHeading(line) ? line.heading.value : line.row.ticket.id,
  );

test('each group has its heading once, however many pages it has', () => {
  const pages = [page(group('new'), 5, 4), page(group('new'), 3), page(group('open'), 2)];
  expect(words(pages)).toEqual(['new', 5, 4, 3, 'open', 2]);
  expect(indexOf(linesOf(pages, rowsOf(pages)), 2)).toBe(5);
});

test('a list without groups has no headings, and a ticket read twice stands once', () => {
  expect(words([page(undefined, 3, 2), page(undefined, 2, 1)])).toEqual([3, 2, 1]);
});

test('columns are shown in their usual order, the subject always', () => {
  const all = columnsFor([]);
  const shown = shownColumns(all, ['updated', 'status']);
  expect(shown.map((column) => column.key)).toEqual(['status', 'subject', 'updated']);
  expect(withColumn(shown, 'status')).toEqual(['subject', 'updated']);
  expect(withColumn(shown, 'tags')).toContain('tags');
  expect(leastWidth(shown)).toBeGreaterThan(300);
});
