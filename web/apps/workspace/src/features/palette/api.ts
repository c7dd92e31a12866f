import { ApiError, api, type Id, type Status, type Ticket, type User } from '@guichet/api';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';

export type Suggestions = {
  tickets: {
    id: Id;
    subject: string | null;
    status: Status;
    requester_name: string;
    /** The subject with `<mark>` around what fits. */
    highlight: string;
  }[];
  users: Pick<User, 'id' | 'name' | 'email'>[];
  organizations: { id: Id; name: string }[];
  count: number;
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
