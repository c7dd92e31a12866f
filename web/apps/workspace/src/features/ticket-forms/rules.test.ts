import type { FieldEntry, FieldValue } from '@guichet/api';
import { expect, test } from 'vitest';
import type { FormCondition } from './api';
import { shownFields } from './rules';

const field = (id: number, required = false, active = true) => ({ id, required, active });
const FIELDS = [field(1, true), field(2), field(3), field(4), field(5, false, false)];
const form = (...agent_conditions: FormCondition[]) => ({
  ticket_field_ids: [3, 1, 2, 5],
  agent_conditions,
});
const entries = (values: Record<number, FieldValue>): FieldEntry[] =>
  Object.entries(values).map(([id, value]) => ({ id: Number(id), value }));
const shown = (of: ReturnType<typeof form> | null, values: Record<number, FieldValue> = {}) =>
  shownFields(of, FIELDS, entries(values)).map(({ field: { id }, requiredOn }) => [
    id,
    ...requiredOn,
  ]);

test('without a form there are all fields in use, and with one its own in its order', () => {
  expect(shown(null)).toEqual([[1, 'solved'], [2], [3], [4]]);
  expect(shown(form())).toEqual([[3], [1, 'solved'], [2]]);
});

test('a value shows fields, and those show others', () => {
  const both = form(
    { parent_field_id: 3, value: 'broken', child_fields: [{ id: 1, is_required: false }] },
    {
      parent_field_id: 1,
      value: 'leg',
      child_fields: [
        {
          id: 2,
          is_required: true,
          required_on_statuses: { type: 'SOME_STATUSES', statuses: ['solved', 'pending'] },
        },
      ],
    },
  );
  expect(shown(both)).toEqual([[3]]);
  expect(shown(both, { 1: 'leg' }), 'a hidden field shows nothing').toEqual([[3]]);
  expect(shown(both, { 3: 'broken' }), 'conditions go before the field').toEqual([[3], [1]]);
  expect(shown(both, { 3: 'broken', 1: ['arm', 'leg'] })).toEqual([
    [3],
    [1],
    [2, 'pending', 'solved'],
  ]);
});

test('a checkbox nobody touched is not ticked', () => {
  const unticked = form({ parent_field_id: 3, value: false, child_fields: [{ id: 1 }] });
  expect(shown(unticked)).toEqual([[3], [1], [2]]);
  expect(shown(unticked, { 3: null })).toEqual([[3], [1], [2]]);
  expect(shown(unticked, { 3: true })).toEqual([[3], [2]]);
});

test('a condition that only says required means required to solve', () => {
  const condition = (child: object) =>
    form({ parent_field_id: 3, value: 'x', child_fields: [{ id: 2, ...child }] });
  expect(shown(condition({ is_required: true }), { 3: 'x' })).toContainEqual([2, 'solved']);
  const always = { is_required: true, required_on_statuses: { type: 'ALL_STATUSES' } };
  expect(shown(condition(always), { 3: 'x' }).at(-1)).toHaveLength(7);
  const never = { is_required: true, required_on_statuses: { type: 'NO_STATUSES' } };
  expect(shown(condition(never), { 3: 'x' })).toContainEqual([2]);
});
