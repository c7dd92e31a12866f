import { expect, test } from 'vitest';
import type { TicketField } from '@/features/ticket-fields/api';
import type { FormCondition, TicketForm } from '@/features/ticket-forms/api';
import {
  type ConditionDraft,
  changeOf,
  conditionsOf,
  draftOf,
  EMPTY_FORM,
  isWhole,
  withoutField,
  wouldCircle,
} from './form-draft';

const field = (id: number, type: TicketField['type']) => ({ id, type }) as TicketField;
const FIELDS = [field(1, 'tagger'), field(2, 'checkbox'), field(3, 'text')];
const conditions: FormCondition[] = [
  {
    parent_field_id: 1,
    value: 'broken',
    child_fields: [
      {
        id: 3,
        is_required: true,
        required_on_statuses: { type: 'SOME_STATUSES', statuses: ['pending'] },
      },
    ],
  },
  {
    parent_field_id: 2,
    value: false,
    child_fields: [{ id: 3, is_required: false, required_on_statuses: { type: 'NO_STATUSES' } }],
  },
];
const form = {
  name: 'Return',
  display_name: 'Return',
  default: false,
  end_user_visible: true,
  ticket_field_ids: [1, 2, 3],
  agent_conditions: conditions,
  end_user_conditions: conditions,
} as TicketForm;
const condition = (parentId: number, ...ids: number[]): ConditionDraft => ({
  key: parentId,
  parentId,
  value: 'x',
  children: ids.map((id) => ({ id, required: 'never', statuses: [] })),
});

test('a form becomes a draft and the same form again; customers are asked without statuses', () => {
  const change = changeOf(draftOf(form), FIELDS);
  expect(change.agent_conditions).toEqual(conditions);
  expect(change.end_user_conditions?.map((each) => each.child_fields)).toEqual([
    [{ id: 3, is_required: true }],
    [{ id: 3, is_required: false }],
  ]);
  expect(change).toMatchObject({ name: 'Return', display_name: 'Return', default: false });
});

test('a field that is only said to be required is required to solve', () => {
  const child_fields = [{ id: 3, is_required: true }];
  const plain = { ...form, agent_conditions: [{ parent_field_id: 1, value: 'x', child_fields }] };
  expect(draftOf(plain).forAgents[0]?.children).toEqual([
    { id: 3, required: 'some', statuses: ['solved'] },
  ]);
});

test('a condition holds once it says everything', () => {
  expect(isWhole(condition(1, 3))).toBe(true);
  expect(isWhole(condition(1))).toBe(false);
  expect(isWhole({ ...condition(1, 3), value: '' })).toBe(false);
  const some = { id: 3, required: 'some' as const, statuses: [] };
  expect(isWhole({ ...condition(1), children: [some] })).toBe(false);
  expect(conditionsOf([condition(1)], FIELDS)).toEqual([]);
});

test('no field shows itself, by way of others either', () => {
  const chain = [condition(1, 2), condition(2, 3)];
  expect(wouldCircle(chain, 3, 1)).toBe(true);
  expect(wouldCircle(chain, 1, 1)).toBe(true);
  expect(wouldCircle(chain, 1, 3)).toBe(false);
});

test('a field that leaves the form leaves its conditions', () => {
  const draft = {
    ...EMPTY_FORM,
    fieldIds: [1, 2, 3],
    forAgents: [condition(1, 2, 3), condition(2, 3)],
  };
  expect(withoutField(draft, 3).forAgents).toEqual([condition(1, 2)]);
  expect(withoutField(draft, 1).forAgents).toEqual([condition(2, 3)]);
});
