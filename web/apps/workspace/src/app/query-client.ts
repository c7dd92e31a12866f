import { ApiError } from '@guichet/api';
import { QueryClient } from '@tanstack/react-query';

const RETRIES = 2;

/** Holds what was read from the server. Live messages, not timers, say when it is stale. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      // Without a network, what is kept in this browser answers.
      networkMode: 'always',
      retry: (failures, error) => isPassing(error) && failures < RETRIES,
    },
    mutations: { retry: false, networkMode: 'always' },
  },
});

/** A refusal stays a refusal; only trouble of the server or the network is worth another try. */
function isPassing(error: Error): boolean {
  return !(error instanceof ApiError) || error.status >= 500;
}
