import type { Id } from '@guichet/api';
import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { type NavigateFunction, useNavigate } from 'react-router';
import { flushDrafts, forgetDrafts } from '@/features/composer/flush-drafts';
import { refreshTickets } from '@/features/tickets/cache';
import { toasts } from '@/shared/toast/toast-store';
import { type MergeComment, mergeTickets, unmergeTicket } from './api';

/** Longer than usual: first one looks at what came of it. */
const UNDO_MS = 15_000;

type Merge = { target: Id; sources: readonly Id[]; comment: MergeComment };

/** Merges tickets and goes to the one that stays; what was half written goes there too. */
export function useMerge() {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: async ({ target, sources, comment }: Merge) => {
      await Promise.all(sources.map(flushDrafts));
      await mergeTickets(target, sources, comment);
      sources.forEach(forgetDrafts);
    },
    onSuccess: async (_nothing, { target, sources }) => {
      await refreshTickets(client, [target, ...sources]);
      void navigate(`/tickets/${target}`);
      toasts.show({
        textKey: 'merging.done',
        ticketId: target,
        lasts: UNDO_MS,
        undo: () => void partAgain(client, navigate, target, sources),
      });
    },
  });
}

/** Takes a merge back ticket by ticket, and returns to the one that was merged. */
export async function partAgain(
  client: QueryClient,
  navigate: NavigateFunction,
  target: Id,
  sources: readonly Id[],
) {
  try {
    for (const source of sources) await unmergeTicket(source);
    toasts.show({ textKey: 'merging.parted', ticketId: target });
    if (sources.length === 1) void navigate(`/tickets/${sources[0]}`);
  } catch {
    toasts.show({ textKey: 'merging.notParted', ticketId: target, tone: 'failed' });
  }
  await refreshTickets(client, [target, ...sources]);
}
