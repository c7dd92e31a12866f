import type { Id } from '@guichet/api';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { conversationQuery } from '@/features/tickets/api';
import { type GroupField, type Sort, ticketsQuery } from './api';
import { linesOf } from './lines';
import { neighbour, type Row, rowsOf } from './rows';
import { extendedTo, keptTo, NOTHING_SELECTED, type Selection, toggled } from './selection';

type Chosen = Selection & { viewId: Id; isEverything?: boolean };

const NO_ROWS: Row[] = [];

/** The list of one view: what is read so far, what is selected, and the way to read more. */
export function useList(viewId: Id, sort: Sort, by: GroupField | null, currentId: Id | null) {
  const client = useQueryClient();
  const query = useInfiniteQuery(ticketsQuery(viewId, sort, by));
  const rows = useMemo(() => (query.data ? rowsOf(query.data.pages) : NO_ROWS), [query.data]);
  const lines = useMemo(() => linesOf(query.data?.pages ?? [], rows), [query.data, rows]);
  const order = useMemo(() => rows.map((row) => row.ticket.id), [rows]);
  const [chosen, setChosen] = useState<Chosen>({ viewId, ...NOTHING_SELECTED });
  // A selection belongs to the view it was made in.
  const isEverything = chosen.viewId === viewId && chosen.isEverything === true;
  const selection = isEverything
    ? { ids: new Set(order), anchor: null }
    : keptTo(chosen.viewId === viewId ? chosen : NOTHING_SELECTED, order);

  const toggle = useCallback(
    (id: Id, isRange = false) => {
      setChosen((before) => {
        const own = before.viewId === viewId ? before : NOTHING_SELECTED;
        const base = isEverything ? { ids: new Set(order), anchor: null } : own;
        return { viewId, ...(isRange ? extendedTo(base, id, order) : toggled(base, id)) };
      });
    },
    [viewId, order, isEverything],
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
    viewId,
    by,
    rows,
    /** The rows with the headings of their groups among them. */
    lines,
    currentId,
    /** Those selected among what is read; with `isEverything`, whatever else the view has is meant too. */
    selected: selection.ids,
    isEverything,
    isLoading: query.isPending,
    error: query.data ? null : query.error,
    hasMore: query.hasNextPage,
    retry: () => void query.refetch(),
    loadMore,
    toggle,
    prefetch,
    selectAll: () => setChosen({ viewId, ids: new Set(order), anchor: null }),
    selectEverything: () =>
      setChosen({ viewId, ids: new Set(order), anchor: null, isEverything: true }),
    clearSelection: () => setChosen({ viewId, ...NOTHING_SELECTED }),
    pathOf: (id: Id) => `/views/${viewId}/tickets/${id}`,
    neighbour: (step: 1 | -1) => neighbour(rows, currentId, step),
  };
}

export type ListModel = ReturnType<typeof useList>;
