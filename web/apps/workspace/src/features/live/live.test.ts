import { expect, test, vi } from 'vitest';
import { createBatch } from './batch';
import { staleAfter } from './stale-after';

test('a changed ticket makes its conversation and the lists stale, not other conversations', () => {
  const keys = staleAfter({ type: 'changed', entity: 'ticket', id: 12 });
  expect(keys).toContainEqual(['conversation', 12]);
  expect(keys).toContainEqual(['tickets']);
});

test('being told of something makes the notifications and one’s reminders stale', () => {
  expect(staleAfter({ type: 'notified' })).toEqual([['notifications'], ['reminders']]);
});

test('many tickets that changed at once are as stale as one', () => {
  const keys = staleAfter({ type: 'tickets_changed', ids: [12, 13] });
  expect(keys).toContainEqual(['conversation', 13]);
  expect(keys).toContainEqual(['tickets']);
});

test('after hundreds of changes the next burst is read less soon', () => {
  vi.useFakeTimers();
  const flush = vi.fn();
  const batch = createBatch(flush);
  batch.add(Array.from({ length: 200 }, (_, id) => ['conversation', id]));
  vi.advanceTimersByTime(200);
  batch.add([['tickets']]);
  vi.advanceTimersByTime(200);
  expect(flush).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(2000);
  expect(flush).toHaveBeenCalledTimes(2);
  vi.useRealTimers();
});

test('a field that changed is read again, and what is not known here changes nothing', () => {
  const changed = (entity: string) =>
    staleAfter({ type: 'changed', entity, id: 3 } as Parameters<typeof staleAfter>[0]);
  expect(changed('ticket_field')).toContainEqual(['ticket-fields']);
  expect(changed('something_new')).toEqual([]);
});

test('a greeting makes nothing stale', () => {
  expect(staleAfter({ type: 'hello', user_id: 1 })).toEqual([]);
});

test('a burst is read once, each key once', () => {
  vi.useFakeTimers();
  const flush = vi.fn();
  const batch = createBatch(flush);
  batch.add([['tickets'], ['conversation', 1]]);
  batch.add([['tickets']]);
  vi.runAllTimers();
  expect(flush).toHaveBeenCalledExactlyOnceWith([['tickets'], ['conversation', 1]]);
  vi.useRealTimers();
});
