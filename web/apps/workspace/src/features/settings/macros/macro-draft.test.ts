import { ApiError } from '@guichet/api';
import { expect, test } from 'vitest';
import type { Macro } from '@/features/macros/api';
import screens from '@/i18n/en';
import later from '@/i18n/en-later';
import { createTranslate } from '@/i18n/texts';
import { changeOfDraft, draftOf, newDraft } from './macro-draft';
import { isElsewhere, macroProblems } from './macro-problems';
import { movedBy } from './order';

const t = createTranslate('en', { ...screens, ...later });
const MACRO: Macro = {
  id: 3,
  title: 'Refund::Accepted',
  description: 'After a return',
  position: 0,
  active: true,
  restriction: { type: 'Group', ids: [7] },
  actions: [
    { field: 'comment_value', value: ['channel:all', 'Hello\n<you>'] },
    { field: 'status', value: 'solved' },
    { field: 'comment_mode_is_public', value: 'true' },
    { field: 'group_id', value: 7 },
    { field: 'assignee_id', value: null },
  ],
};

test('a macro written elsewhere becomes a form, its plain text formatted', () => {
  expect(draftOf(MACRO)).toEqual({
    title: 'Refund::Accepted',
    description: 'After a return',
    audience: { kind: 'groups', ids: [7] },
    html: '<p>Hello</p><p>&lt;you&gt;</p>',
    readers: 'customer',
    rows: [
      { key: 0, field: 'status', value: 'solved' },
      { key: 1, field: 'group_id', value: '7' },
      { key: 2, field: 'assignee_id', value: '' },
    ],
  });
});

test('a form is told to the server with its rows first, and no readers without a text', () => {
  const draft = draftOf(MACRO);
  expect(changeOfDraft(draft).actions?.map(({ field }) => field)).toEqual([
    'status',
    'group_id',
    'assignee_id',
    'comment_value_html',
    'comment_mode_is_public',
  ]);
  expect(changeOfDraft({ ...draft, html: '' }).actions).toHaveLength(3);
  expect(changeOfDraft(draft).restriction).toEqual({ type: 'Group', ids: [7] });
});

test('an agent begins a macro of their own, an administrator one for everybody', () => {
  const agent = { id: 5, role: 'agent' as const };
  expect(newDraft(agent).audience).toEqual({ kind: 'person', id: 5 });
  expect(newDraft({ id: 1, role: 'admin' }).audience).toEqual({ kind: 'everybody' });
});

test('what the server refuses is said at its row, its title or its text', () => {
  const refusal = (field: string, error = 'InvalidValue') =>
    macroProblems(
      new ApiError(422, 'RecordInvalid', '', { [field]: [{ error, description: '' }] }),
      draftOf(MACRO),
      [],
      t,
    );
  expect(refusal('actions[2].value').rows).toEqual({
    2: 'This person is not on the team, choose another',
  });
  expect(refusal('actions[3].value').text).toBe('A placeholder is not known or not complete');
  expect(refusal('actions', 'BlankValue').text).toBe('Write a text or add a change');
  expect(refusal('title', 'BlankValue').title).toBe('Write something here');
  expect(refusal('restriction').audience).toBe('Choose one team or more');
  expect(isElsewhere(refusal('odd'))).toBe(true);
});

test('a step moves one macro and tells only the places that change', () => {
  const placed = [
    { id: 1, position: 0 },
    { id: 2, position: 1 },
    { id: 3, position: 2 },
  ];
  expect(movedBy(placed, 3, -1)).toEqual([
    { id: 3, position: 1 },
    { id: 2, position: 2 },
  ]);
  expect(movedBy(placed, 1, -1)).toEqual([]);
});
