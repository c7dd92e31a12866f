import { expect, test } from 'vitest';
import { clausesOf, completeItems, faultyKey, isBox, itemsOf, rowsIn } from './condition-tree';
import { askables, type Clause } from './conditions';

const known = askables([]);
const urgent = { field: 'priority', operator: 'is', value: 'urgent' };
const vip = { field: 'current_tags', operator: 'includes', value: 'vip' };
const mine = { field: 'assignee_id', operator: 'is', value: 'current_user' };

test('boxes in boxes become the same conditions again', () => {
  const clauses: Clause[] = [urgent, { all: [], any: [vip, { all: [mine, urgent], any: [] }] }];
  expect(clausesOf(itemsOf(clauses, known), known)).toEqual(clauses);
});

test('a box with both kinds of conditions shows one of them in a box inside', () => {
  const both = itemsOf([{ all: [mine], any: [vip, urgent] }], known);
  expect(clausesOf(both, known)).toEqual([
    { all: [mine, { all: [], any: [vip, urgent] }], any: [] },
  ]);
});

test('rows have keys of their own, however deep they lie', () => {
  const items = itemsOf([urgent, { all: [], any: [vip, mine] }], known);
  expect(new Set(rowsIn(items).map((row) => row.key)).size).toBe(3);
});

test('a box without a complete row is not asked for', () => {
  const items = itemsOf([urgent, { all: [], any: [{ ...vip, value: ' ' }] }], known);
  expect(completeItems(items, known).some(isBox)).toBe(false);
});

test('a refusal names its row, counted among what was asked', () => {
  const all = itemsOf([urgent, { all: [], any: [vip, mine] }], known);
  const [first, , last] = rowsIn(all);
  expect(faultyKey({ 'conditions.all[0]': [] }, { all, any: [] })).toBe(first?.key);
  expect(faultyKey({ 'conditions.all[1].any[1]': [] }, { all, any: [] })).toBe(last?.key);
  expect(faultyKey({ title: [] }, { all, any: [] })).toBeNull();
});
