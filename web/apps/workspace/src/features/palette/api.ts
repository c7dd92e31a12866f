import { ApiError, api, type Id, type Sent, type Ticket } from '@guichet/api';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';

export type Suggestions = Omit<Sent<'SuggestionsResponse'>, 'users'> & {
  users: Sent<'SuggestedUser'>[];
};

/** What fits the beginning of a query; what fitted before stays until it is there. */
export const suggestQuery = (query: string) =>
  queryOptions({
    queryKey: ['search', 'suggest', query],
    queryFn: ({ signal }) => api.get<Suggestions>('/search/suggest', { query, limit: 8 }, signal),
    enabled: query !== '',
    placeholderData: keepPreviousData,
  });

/** One ticket by its number; null when there is none. */
export const ticketQuery = (id: Id) =>
  queryOptions({
    queryKey: ['search', 'ticket', id],
    queryFn: async () => {
      try {
        return (await api.get<{ ticket: Ticket }>(`/tickets/${id}`)).ticket;
      } catch (error) {
        if (error instanceof ApiError && error.status === 404) return null;
        throw error;
      }
    },
    enabled: id > 0,
    placeholderData: keepPreviousData,
  });
