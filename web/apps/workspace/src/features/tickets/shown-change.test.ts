import type { Ticket } from '@guichet/api';
import { expect, test } from 'vitest';
import { shownChange } from './shown-change';

const ticket = { id: 1, tags: ['halo', 'late'], follower_ids: [4], email_cc_ids: null };
const before = ticket as unknown as Ticket;

test('lists are shown as they will be, and what only the server reads is not shown', () => {
  const change = {
    priority: 'high' as const,
    additional_tags: ['refund'],
    remove_tags: ['late'],
    followers: [
      { user_id: 4, action: 'delete' as const },
      { user_id: 5, action: 'put' as const },
    ],
    email_ccs: [{ user_id: 6, action: 'put' as const }],
    macro_ids: [1],
  };
  expect(shownChange(before, change)).toEqual({
    priority: 'high',
    tags: ['halo', 'refund'],
    follower_ids: [5],
    email_cc_ids: [6],
  });
});

test('of a ticket that is not read yet only plain fields are shown', () => {
  expect(shownChange(undefined, { status: 'open', additional_tags: ['x'] })).toEqual({
    status: 'open',
  });
});
