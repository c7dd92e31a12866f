import type { Conversation } from '@guichet/api';
import { expect, test } from 'vitest';
import { toastAfter } from './solved-toast';

const page = {
  tasks: [{ done: true }, { done: false }],
  links: [{ kind: 'child', ticket: { status: 'open' } }],
} as unknown as Conversation;

test('solving tells of open tasks, then of open children, and otherwise nothing in particular', () => {
  const after = (
    shown: Conversation | undefined,
    before: 'open' | 'solved',
    status: 'solved' | 'open',
  ) => toastAfter(shown, before, status, 'tickets.changed').textKey;
  expect(after(page, 'open', 'solved')).toBe('tasks.solvedWithOpen');
  expect(after({ ...page, tasks: [] }, 'open', 'solved')).toBe('links.solvedWithOpen');
  expect(after({ ...page, tasks: [], links: [] }, 'open', 'solved')).toBe('tickets.changed');
  expect(after(page, 'solved', 'solved')).toBe('tickets.changed');
  expect(after(page, 'solved', 'open')).toBe('tickets.changed');
  expect(after(undefined, 'open', 'solved')).toBe('tickets.changed');
});
