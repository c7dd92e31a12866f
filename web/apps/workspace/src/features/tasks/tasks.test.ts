import type { AuditEvent, Conversation, Task } from '@guichet/api';
import { expect, test } from 'vitest';
import en from '@/i18n/en';
import { createTranslate } from '@/i18n/texts';
import { leftBehind } from './open-tasks';
import { taskWords } from './task-words';

const t = createTranslate('en', en);

test('solving leaves open tasks behind, unless it was solved before', () => {
  const page = { tasks: [{ done: true }, { done: false }] as Task[] } as Conversation;
  expect(leftBehind(page, 'open', { status: 'solved' })).toBe(1);
  expect(leftBehind(page, 'solved', { status: 'solved' })).toBe(0);
  expect(leftBehind(page, 'open', { status: 'pending' })).toBe(0);
  expect(leftBehind(undefined, 'open', { status: 'solved' })).toBe(0);
});

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
