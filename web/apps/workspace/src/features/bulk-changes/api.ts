import { api, type BulkChange, type Id } from '@guichet/api';
import { queryOptions } from '@tanstack/react-query';
import type { TicketFields } from '@/features/tickets/api';

/** The tickets that are meant: those named, or all of a view or a search, read yet or not. */
export type BulkTarget = { ids: Id[] } | { view_id: Id } | { query: string };

/** What is said on every ticket; placeholders are filled for each. */
export type BulkComment = { body: string; public: boolean };

export type BulkDeed = { ticket: TicketFields & { comment?: BulkComment } } | { macro_id: Id };

const POLL_MS = 600;

export const isUnderWay = ({ stage }: BulkChange) => stage === 'changing' || stage === 'undoing';

/** The newest bulk changes of the signed-in agent; read again and again while one is under way. */
export const bulkChangesQuery = queryOptions({
  queryKey: ['bulk-changes'],
  queryFn: async () =>
    (await api.get<{ bulk_changes: BulkChange[] }>('/bulk_changes')).bulk_changes,
  refetchInterval: ({ state }) => (state.data?.some(isUnderWay) ? POLL_MS : false),
  staleTime: 60_000,
});

export async function beginBulkChange(target: BulkTarget, deed: BulkDeed): Promise<BulkChange> {
  const bulk_change = { ...target, ...deed };
  const answer = await api.post<{ bulk_change: BulkChange }>('/bulk_changes', { bulk_change });
  return answer.bulk_change;
}

export async function undoBulkChange(id: Id): Promise<BulkChange> {
  return (await api.post<{ bulk_change: BulkChange }>(`/bulk_changes/${id}/undo`)).bulk_change;
}

/** What would be said on one ticket, its placeholders filled. */
export const commentPreviewQuery = (ticketId: Id, comment: BulkComment) =>
  queryOptions({
    queryKey: ['bulk-comment', ticketId, comment],
    queryFn: async ({ signal: _ }) => {
      const bulk_change = { ids: [ticketId], ticket: { comment } };
      const answer = await api.post<{ ticket: { comment?: { body: string } } }>(
        '/bulk_changes/preview',
        { bulk_change },
      );
      return answer.ticket.comment?.body ?? '';
    },
    enabled: comment.body.trim() !== '',
    retry: false,
  });
