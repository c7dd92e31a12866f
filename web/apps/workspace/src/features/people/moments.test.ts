import type { Conversation } from '@guichet/api';
import { expect, test } from 'vitest';
import { momentsOf } from './moments';

const conversation = (id: number, comments: { id: number; on?: number; at: string }[]) =>
  ({
    ticket: { id },
    users: [{ id: 1, name: 'Claire' }],
    comments: comments.map((each) => ({
      id: each.id,
      ticket_id: each.on ?? id,
      author_id: 1,
      created_at: each.at,
    })),
  }) as unknown as Conversation;

test('what was said on several tickets is one story, the newest first', () => {
  const moments = momentsOf([
    conversation(7, [
      { id: 1, at: '2026-11-20T10:00:00Z' },
      { id: 2, at: '2026-11-22T10:00:00Z' },
      { id: 4, at: '2026-11-22T10:00:00Z' },
    ]),
    conversation(8, [{ id: 3, at: '2026-11-21T10:00:00Z' }]),
  ]);
  expect(moments.map(({ comment, ticket }) => [comment.id, ticket.id])).toEqual([
    [4, 7],
    [2, 7],
    [3, 8],
    [1, 7],
  ]);
  expect(moments[0]?.author?.name).toBe('Claire');
});

test('what was merged into a ticket is told once, on its own', () => {
  const moments = momentsOf([
    conversation(7, [{ id: 1, on: 8, at: '2026-11-20T10:00:00Z' }]),
    conversation(8, [{ id: 1, at: '2026-11-20T10:00:00Z' }]),
  ]);
  expect(moments.map(({ ticket }) => ticket.id)).toEqual([8]);
});
