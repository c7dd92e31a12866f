import type { Conversation } from '@guichet/api';
import { expect, test } from 'vitest';
import { followedBy, followUpsOf } from './follow-ups';

const came = (source?: object) =>
  ({ ticket: { via: { channel: 'web', source } } }) as unknown as Conversation;

test('a ticket names the closed one that it goes on from, whatever else it came by', () => {
  expect(followedBy(came({ rel: 'follow_up', from: { ticket_id: 7, address: 'a@b.fr' } }))).toBe(7);
  expect(followedBy(came({ rel: null, from: {} }))).toBeNull();
  expect(followedBy(came())).toBeNull();
});

test('a closed ticket names what goes on from it, in order', () => {
  const audits = [
    { events: [{ id: 1, type: 'FollowUp', ticket: 9 }] },
    { events: [{ id: 2, type: 'Change', field_name: 'status' }] },
    { events: [{ id: 3, type: 'FollowUp', ticket: 12 }] },
  ] as Conversation['audits'];
  expect(followUpsOf({ audits })).toEqual([9, 12]);
});
