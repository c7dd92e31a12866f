import { expect, test } from 'vitest';
import type { TicketField } from '@/features/ticket-fields/api';
import {
  askables,
  askingFor,
  type Condition,
  conditionOf,
  isComplete,
  isGone,
  type Row,
  rowOf,
} from './conditions';

const field = (id: number, type: TicketField['type'], active = true) =>
  ({ id, type, active, title: `Field ${id}` }) as TicketField;
const known = askables([
  field(1, 'date'),
  field(2, 'checkbox'),
  field(3, 'textarea'),
  field(4, 'text', false),
]);
const rowsOf = (conditions: Condition[]) => conditions.map((each) => rowOf(1, each, known));
const there = (rows: Row[]) => rows.map((row) => conditionOf(row, known));

test('conditions become rows and the same conditions again', () => {
  const conditions = [
    { field: 'status', operator: 'less_than', value: 'solved' },
    { field: 'assignee_id', operator: 'is', value: 'current_user' },
    { field: 'group_id', operator: 'is_not', value: '' },
    { field: 'current_tags', operator: 'includes', value: 'vip late' },
    { field: 'custom_fields_1', operator: 'greater_than', value: '2026-11-22' },
    { field: 'custom_fields_2', operator: 'is_not', value: 'true' },
    { field: 'custom_fields_3', operator: 'present', value: '' },
  ];
  const rows = rowsOf(conditions);
  expect(rows.map((row) => row.operator)).toEqual([
    'before',
    'is',
    'is_not',
    'includes',
    'after',
    'not_ticked',
    'present',
  ]);
  expect(there(rows)).toEqual(conditions);
});

test('other names and forms that the API takes are read too', () => {
  const rows = rowsOf([
    { field: 'via', operator: 'is', value: 'email' },
    { field: 'tags', operator: 'includes', value: ['vip', 'late'] },
    { field: 'group_id', operator: 'is', value: 7 },
  ]);
  expect(rows.map(({ field: name, value }) => `${name} ${value}`)).toEqual([
    'via_id email',
    'current_tags vip late',
    'group_id 7',
  ]);
});

test('a condition on a field that is gone is kept as it is', () => {
  const conditions = [{ field: 'custom_fields_9', operator: 'less_than', value: '3' }];
  expect(there(rowsOf(conditions))).toEqual(conditions);
});

test('a row asked for another field begins with what makes sense there', () => {
  const [status] = known;
  const checkbox = known.find((each) => each.key === 'custom_fields_2');
  expect(status && askingFor({ key: 3 }, status)).toEqual({
    key: 3,
    field: 'status',
    operator: 'is',
    value: 'open',
  });
  expect(checkbox && askingFor({ key: 3 }, checkbox).operator).toBe('ticked');
});

test('fields out of use are not offered, and long texts are not compared', () => {
  expect(known.filter((each) => each.isOutOfUse).map((each) => each.key)).toEqual([
    'custom_fields_4',
  ]);
  const long = known.find((each) => each.key === 'custom_fields_3');
  expect(long?.operators.map((each) => each.name)).toEqual(['present', 'not_present']);
});

test('a field that is gone is told from those that the editor does not know', () => {
  const row = { key: 1, operator: 'is' as const, value: 'x' };
  expect(isGone({ ...row, field: 'custom_fields_9' }, known)).toBe(true);
  expect(isGone({ ...row, field: 'external_id' }, known)).toBe(false);
});

test('nobody is a person to ask for, no tag is not a tag', () => {
  const row = { key: 1, operator: 'is' as const, value: '' };
  expect(isComplete({ ...row, field: 'assignee_id' }, known)).toBe(true);
  expect(isComplete({ ...row, field: 'current_tags', operator: 'includes' }, known)).toBe(false);
  expect(isComplete({ ...row, field: 'custom_fields_1', operator: 'present' }, known)).toBe(true);
});

test('statuses and forms are asked for only where the desk has some of its own', () => {
  const keys = (...named: [boolean, boolean]) => {
    const [custom_status_id, ticket_form_id] = named;
    return askables([], { custom_status_id, ticket_form_id, brand_id: false }).map(
      (each) => each.key,
    );
  };
  expect(keys(false, false)).not.toContain('custom_status_id');
  expect(keys(true, false)).toContain('custom_status_id');
  expect(keys(true, false)).not.toContain('ticket_form_id');
  expect(keys(false, true)).toContain('ticket_form_id');
});
