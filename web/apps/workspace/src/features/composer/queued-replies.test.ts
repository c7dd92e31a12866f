import { ApiError, OfflineError } from '@guichet/api';
import { beforeEach, expect, test, vi } from 'vitest';
import { queueReply, readQueue, sendQueue } from './queued-replies';

const reply = (ticketId: number) => ({ ticketId, change: { status: 'pending' as const } });

beforeEach(() => localStorage.clear());

test('what waits is sent in order and leaves the queue', async () => {
  queueReply(reply(1));
  queueReply(reply(2));
  const save = vi.fn().mockResolvedValue({});
  const outcome = await sendQueue(save);
  expect(save.mock.calls.map(([id]) => id)).toEqual([1, 2]);
  expect(outcome.sent).toEqual([1, 2]);
  expect(readQueue()).toEqual([]);
});

test('without a connection everything stays', async () => {
  queueReply(reply(1));
  queueReply(reply(2));
  await sendQueue(vi.fn().mockRejectedValue(new OfflineError()));
  expect(readQueue().map((each) => each.ticketId)).toEqual([1, 2]);
});

test('a refused reply is handed back and does not hold up the others', async () => {
  queueReply(reply(1));
  queueReply(reply(2));
  const save = vi
    .fn()
    .mockRejectedValueOnce(new ApiError(422, 'RecordInvalid', ''))
    .mockResolvedValue({});
  const outcome = await sendQueue(save);
  expect(outcome.refused.map((each) => each.ticketId)).toEqual([1]);
  expect(outcome.sent).toEqual([2]);
});
