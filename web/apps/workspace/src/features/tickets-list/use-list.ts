import type { Id } from '@guichet/api';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { conversationQuery } from '@/features/tickets/api';
import { type Sort, ticketsQuery } from './api';
import { neighbour, type Row, rowsOf } from './rows';
import { extendedTo, keptTo, NOTHING_SELECTED, toggled } from './selection';

const NO_ROWS: Row[] = [];

/** The list of one view: what is read so far, what is selected, and the way to read more. */
export function useList(viewId: Id, sort: Sort, currentId: Id | null) {
  const client = useQueryClient();
  const query = useInfiniteQuery(ticketsQuery(viewId, sort));
  const rows = useMemo(() => (query.data ? rowsOf(query.data.pages) : NO_ROWS), [query.data]);
  const order = useMemo(() => rows.map((row) => row.ticket.id), [rows]);
  const [chosen, setChosen] = useState({ viewId, ...NOTHING_SELECTED });
  // A selection belongs to the view it was made in.
  const selection = keptTo(chosen.viewId === viewId ? chosen : NOTHING_SELECTED, order);

  const toggle = useCallback(
    (id: Id, isRange = false) => {
      setChosen((before) => {
        const base = before.viewId === viewId ? before : NOTHING_SELECTED;
        return { viewId, ...(isRange ? extendedTo(base, id, order) : toggled(base, id)) };
      });
    },
    [viewId, order],
  );
  const prefetch = useCallback(
    (id: Id) => void client.prefetchQuery(conversationQuery(id)),
    [client],
  );
  const { fetchNextPage, isFetchingNextPage } = query;
  const loadMore = useCallback(() => {
    if (!isFetchingNextPage) void fetchNextPage();
  }, [fetchNextPage, isFetchingNextPage]);

  return {
    rows,
    currentId,
    selected: selection.ids,
    isLoading: query.isPending,
    error: query.data ? null : query.error,
    hasMore: query.hasNextPage,
    retry: () => void query.refetch(),
    loadMore,
    toggle,
    prefetch,
    selectAll: () => setChosen({ viewId, ids: new Set(order), anchor: null }),
    clearSelection: () => setChosen({ viewId, ...NOTHING_SELECTED }),
    pathOf: (id: Id) => `/views/${viewId}/tickets/${id}`,
    neighbour: (step: 1 | -1) => neighbour(rows, currentId, step),
  };
}

export type ListModel = ReturnType<typeof useList>;
