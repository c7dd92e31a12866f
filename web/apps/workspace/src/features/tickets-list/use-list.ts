import type { Id } from '@guichet/api';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { conversationQuery } from '@/features/tickets/api';
import { type GroupField, type Sort, ticketsQuery } from './api';
import { linesOf } from './lines';
import { neighbour, type Row, rowsOf } from './rows';
import { useSelection } from './use-selection';

const NO_ROWS: Row[] = [];

/** The list of one view: what is read so far, what is selected, and the way to read more. */
export function useList(viewId: Id, sort: Sort, by: GroupField | null, currentId: Id | null) {
  const client = useQueryClient();
  const query = useInfiniteQuery(ticketsQuery(viewId, sort, by));
  const rows = useMemo(() => (query.data ? rowsOf(query.data.pages) : NO_ROWS), [query.data]);
  const lines = useMemo(() => linesOf(query.data?.pages ?? [], rows), [query.data, rows]);
  const order = useMemo(() => rows.map((row) => row.ticket.id), [rows]);
  const selection = useSelection({ view_id: viewId }, order);
  const prefetch = useCallback(
    (id: Id) => void client.prefetchQuery(conversationQuery(id)),
    [client],
  );
  const { fetchNextPage, isFetchingNextPage } = query;
  const loadMore = useCallback(() => {
    if (!isFetchingNextPage) void fetchNextPage();
  }, [fetchNextPage, isFetchingNextPage]);

  return {
    ...selection,
    by,
    rows,
    /** The rows with the headings of their groups among them. */
    lines,
    currentId,
    isLoading: query.isPending,
    error: query.data ? null : query.error,
    hasMore: query.hasNextPage,
    retry: () => void query.refetch(),
    loadMore,
    prefetch,
    pathOf: (id: Id) => `/views/${viewId}/tickets/${id}`,
    neighbour: (step: 1 | -1) => neighbour(rows, currentId, step),
  };
}

export type ListModel = ReturnType<typeof useList>;
