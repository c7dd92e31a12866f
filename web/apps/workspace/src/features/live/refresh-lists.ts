import type { InfiniteData, Query, QueryClient } from '@tanstack/react-query';

/** From here on a list is long: to read it again takes many requests. */
const LONG_FROM_PAGES = 6;
/** A long list is read again at most this often, however much happens. */
const LONG_EVERY_MS = 30_000;

const waiting = new Map<string, ReturnType<typeof setTimeout>>();

/** Reads lists of tickets again after something changed: short ones at once, long ones now and then. */
export function refreshLists(client: QueryClient) {
  for (const query of client.getQueryCache().findAll({ queryKey: ['tickets'] })) {
    const wait = isLong(query) ? query.state.dataUpdatedAt + LONG_EVERY_MS - Date.now() : 0;
    if (wait <= 0) readAgain(client, query);
    else if (!waiting.has(query.queryHash)) {
      waiting.set(
        query.queryHash,
        setTimeout(() => readAgain(client, query), wait),
      );
    }
  }
}

function readAgain(client: QueryClient, query: Query) {
  clearTimeout(waiting.get(query.queryHash));
  waiting.delete(query.queryHash);
  void client.invalidateQueries({ queryKey: query.queryKey, exact: true });
}

function isLong(query: Query) {
  const data = query.state.data as InfiniteData<unknown> | undefined;
  return (data?.pages.length ?? 0) >= LONG_FROM_PAGES;
}
