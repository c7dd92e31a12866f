import { expect, test } from 'vitest';
import type { CustomStatus } from '@/features/custom-statuses/api';
import { changeOf, draftOf, emptyDraft, isFirst } from './status-draft';

const status = {
  id: 6,
  status_category: 'hold',
  raw_agent_label: 'At the workshop',
  raw_end_user_label: 'At the workshop',
  description: null,
  end_user_description: 'We are repairing it',
} as CustomStatus;

test('a name for customers is only kept apart where it differs', () => {
  const draft = draftOf(status);
  expect(draft.end_user_label).toBe('');
  expect(changeOf({ ...draft, agent_label: 'Workshop' }).end_user_label).toBe('Workshop');
  const other = draftOf({ ...status, raw_end_user_label: 'Being repaired' });
  expect(changeOf({ ...other, agent_label: 'Workshop' }).end_user_label).toBe('Being repaired');
});

test('a category’s first status may stay without a name', () => {
  expect(isFirst({ id: 4, status_category: 'hold' })).toBe(true);
  expect(isFirst(status)).toBe(false);
  expect(changeOf(emptyDraft('hold'))).toMatchObject({ agent_label: '', end_user_label: '' });
});
