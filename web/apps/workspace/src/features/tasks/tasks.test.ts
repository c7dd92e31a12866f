import type { AuditEvent } from '@guichet/api';
import { expect, test } from 'vitest';
import en from '@/i18n/en';
import { createTranslate } from '@/i18n/texts';
import { taskWords } from './task-words';

const t = createTranslate('en', en);

test('the history says what became of a task', () => {
  const event = (previous_value: unknown, value: unknown): AuditEvent => ({
    id: 1,
    type: 'Task',
    previous_value,
    value,
  });
  const open = { title: 'Call', done_at: null };
  const done = { title: 'Call', done_at: '2026-11-23T09:00:00Z' };
  expect(taskWords(event(null, open), t)).toBe('added the task “Call”');
  expect(taskWords(event(open, done), t)).toBe('did the task “Call”');
  expect(taskWords(event(done, open), t)).toBe('reopened the task “Call”');
  expect(taskWords(event(open, open), t)).toBe('changed the task “Call”');
  expect(taskWords(event(open, null), t)).toBe('removed the task “Call”');
});
