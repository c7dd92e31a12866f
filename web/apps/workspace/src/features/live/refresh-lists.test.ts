import { QueryClient } from '@tanstack/react-query';
import { expect, test, vi } from 'vitest';
import { refreshLists } from './refresh-lists';

const isStale = (client: QueryClient, key: unknown[]) =>
  client.getQueryState(key)?.isInvalidated === true;

test('a short list is read again at once, a long one now and then', () => {
  vi.useFakeTimers();
  const client = new QueryClient();
  const pages = (count: number) => ({ pages: new Array(count).fill({}), pageParams: [] });
  client.setQueryData(['tickets', 1], pages(2));
  client.setQueryData(['tickets', 2], pages(40));
  refreshLists(client);
  expect(isStale(client, ['tickets', 1])).toBe(true);
  expect(isStale(client, ['tickets', 2])).toBe(false);
  vi.advanceTimersByTime(31_000);
  expect(isStale(client, ['tickets', 2])).toBe(true);
  vi.useRealTimers();
});
