import type { Ticket } from '@guichet/api';
import { expect, test } from 'vitest';
import type { TicketField } from '@/features/ticket-fields/api';
import {
  changeOf,
  NOTHING_STAGED,
  sentChange,
  stagedParts,
  stagedWith,
  stagedWithout,
} from './staged';

const TICKET: Ticket = {
  id: 7,
  subject: 'Lampe',
  status: 'open',
  custom_status_id: 2,
  brand_id: 1,
  ticket_form_id: null,
  priority: null,
  type: null,
  requester_id: 1,
  assignee_id: null,
  group_id: null,
  organization_id: null,
  tags: ['halo', 'late'],
  problem_id: null,
  due_at: null,
  has_incidents: false,
  follower_ids: [4],
  email_cc_ids: [],
  custom_fields: [],
  created_at: '2026-11-22T10:00:00Z',
  updated_at: '2026-11-22T10:00:00Z',
  via: { channel: 'mail' },
};

test('an effect becomes single fields, and lists as what joins and leaves them', () => {
  const effect = {
    status: 'pending' as const,
    assignee_id: null,
    tags: ['halo', 'refund'],
    follower_ids: [4, 5],
    comment: { body: 'Hello', html_body: '<p>Hello</p>' },
  };
  expect(changeOf(effect, TICKET, [])).toEqual({
    status: 'pending',
    assignee_id: null,
    additional_tags: ['refund'],
    remove_tags: ['late'],
    followers: [{ user_id: 5, action: 'put' }],
  });
});

test('a status that agents do not give is not staged', () => {
  expect(changeOf({ status: 'closed' }, TICKET, [])).toEqual({});
});

test('of two macros that contradict each other the later one stands', () => {
  const first = stagedWith(
    NOTHING_STAGED,
    { priority: 'high', additional_tags: ['refund', 'vip'], remove_tags: ['late'] },
    1,
  );
  const both = stagedWith(first, { priority: 'low', remove_tags: ['vip'] }, 2);
  expect(both).toEqual({
    macroIds: [1, 2],
    change: { priority: 'low', additional_tags: ['refund'], remove_tags: ['late', 'vip'] },
  });
});

test('each piece can be taken away by itself', () => {
  const staged = stagedWith(
    NOTHING_STAGED,
    {
      priority: 'high',
      additional_tags: ['refund'],
      email_ccs: [{ user_id: 9, action: 'put' }],
    },
    1,
  );
  const parts = stagedParts(staged);
  expect(parts).toEqual([
    { kind: 'field', field: 'priority', value: 'high' },
    { kind: 'tag', sign: '+', tag: 'refund' },
    { kind: 'copy', sign: '+', personId: 9 },
  ]);
  const nothing = parts.reduce(stagedWithout, staged);
  expect(nothing.change).toEqual({});
});

test('what is sent names the macros', () => {
  expect(sentChange(stagedWith(NOTHING_STAGED, { priority: 'high' }, 3))).toEqual({
    priority: 'high',
    macro_ids: [3],
  });
  expect(sentChange(NOTHING_STAGED)).toEqual({});
});

test('a status is one piece by its name, and a later macro’s category does not mix with it', () => {
  const change = changeOf({ status: 'hold', custom_status_id: 7 }, TICKET, []);
  expect(change).toEqual({ status: 'hold', custom_status_id: 7 });
  const staged = stagedWith(NOTHING_STAGED, change, 1);
  const [part] = stagedParts(staged);
  expect(part).toEqual({ kind: 'field', field: 'status', value: 7 });
  expect(part && stagedWithout(staged, part).change).toEqual({});
  expect(stagedWith(staged, { status: 'open' }, 2).change).toEqual({ status: 'open' });
  expect(changeOf({ custom_status_id: null }, TICKET, [])).toEqual({ custom_status_id: 2 });
});

test('a field of the desk’s own is one piece, with the tags that its value brings', () => {
  const reason = { id: 5, type: 'tagger' } as TicketField;
  const ticket = { ...TICKET, tags: ['late', 'lost'], custom_fields: [{ id: 5, value: 'lost' }] };
  const effect = {
    tags: ['broken', 'late', 'refund'],
    custom_fields: [
      { id: 5, value: 'broken' },
      { id: 6, value: null },
    ],
  };
  const change = changeOf(effect, ticket, [reason]);
  expect(change).toEqual({
    custom_fields: [{ id: 5, value: 'broken' }],
    additional_tags: ['refund'],
  });
  const later = {
    custom_fields: [
      { id: 5, value: null },
      { id: 6, value: 'x' },
    ],
  };
  const staged = stagedWith(stagedWith(NOTHING_STAGED, change, 1), later, 2);
  expect(staged.change.custom_fields).toEqual(later.custom_fields);
  const [part] = stagedParts(staged);
  expect(part).toEqual({ kind: 'own', entry: { id: 5, value: null } });
  expect(part && stagedWithout(staged, part).change.custom_fields).toEqual([{ id: 6, value: 'x' }]);
});
