import type { Id } from '@guichet/api';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { usePointed } from '@/features/inbox/use-pointed';
import { neighbour, rowsOf } from '@/features/tickets-list/rows';
import { useSelection } from '@/features/tickets-list/use-selection';
import { type SearchPage, searchQuery } from './api';

const NO_PAGES: SearchPage[] = [];
const NO_MORE = { has_more: false, after_cursor: null };

/** What fits a query: people, and a list of tickets to go through and select from. */
export function useFound(query: string) {
  const read = useInfiniteQuery(searchQuery(query));
  const pages = read.data?.pages ?? NO_PAGES;
  const rows = useMemo(() => rowsOf(pages.map(ticketsOf)), [pages]);
  const order = useMemo(() => rows.map((row) => row.ticket.id), [rows]);
  const selection = useSelection({ query }, order);
  const [currentId, pointTo] = usePointed(query, null);
  return {
    /** How many people, organizations and tickets there are; undefined until it is known. */
    count: pages[0]?.count,
    people: pages.flatMap((page) => page.results.filter((result) => result.result_type === 'user')),
    list: {
      ...selection,
      rows,
      currentId,
      pathOf: (id: Id) => `/tickets/${id}`,
      neighbour: (step: 1 | -1) => neighbour(rows, currentId, step),
    },
    pointTo,
    isLoading: read.isPending,
    error: read.error,
    retry: () => void read.refetch(),
    hasMore: read.hasNextPage,
    loadMore: () => void read.fetchNextPage(),
  };
}

export type Found = ReturnType<typeof useFound>;

/** The tickets of a page of results, as a list has them. */
function ticketsOf(page: SearchPage) {
  return {
    tickets: page.results.filter((result) => result.result_type === 'ticket'),
    users: page.users ?? [],
    groups: page.groups ?? [],
    meta: NO_MORE,
  };
}
