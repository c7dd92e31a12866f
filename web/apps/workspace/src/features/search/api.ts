import { api, type Group, type ListedTicket, type User } from '@guichet/api';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';

export type SearchResult =
  | (ListedTicket & { result_type: 'ticket' })
  | (User & { result_type: 'user' })
  | { id: number; name: string; result_type: 'organization' | 'group' };

export type SearchPage = {
  results: SearchResult[];
  users?: User[];
  groups?: Group[];
  count: number;
  next_page: string | null;
};

/** How many tickets fit a query, those not read yet too. */
export const ticketCountQuery = (query: string) =>
  queryOptions({
    queryKey: ['search', query, 'tickets'],
    queryFn: async () => {
      const tickets = `type:ticket ${query}`;
      return (await api.get<{ count: number }>('/search/count', { query: tickets })).count;
    },
  });

const PER_PAGE = 50;

/** What fits a query, best first, page after page. */
export const searchQuery = (query: string) =>
  infiniteQueryOptions({
    queryKey: ['search', query],
    queryFn: ({ pageParam, signal }) =>
      api.get<SearchPage>(
        '/search',
        { query, page: pageParam, per_page: PER_PAGE, include: 'tickets(users,groups)' },
        signal,
      ),
    initialPageParam: 1,
    getNextPageParam: (last, _pages, page) => (last.next_page ? page + 1 : null),
    enabled: query !== '',
  });
