import { api, type Id, type ListedTicket, type Ticket } from '@guichet/api';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';

type Incidents = { tickets: ListedTicket[]; count: number };

const SHOWN = 25;

/** The tickets of which this one is the problem: those not solved yet first, and how many there are. */
export const incidentsQuery = (problem: Id, isProblem: boolean) =>
  queryOptions({
    queryKey: ['incidents', problem],
    queryFn: () =>
      api.get<Incidents>(`/tickets/${problem}/incidents`, { per_page: SHOWN, sort: 'status' }),
    enabled: isProblem,
  });

/** Problems that are not solved, or those that fit what is typed. */
export const problemsQuery = (text: string) =>
  queryOptions({
    queryKey: ['search', 'problems', text],
    queryFn: async () => {
      const query = `type:ticket ticket_type:problem status<solved ${text}`;
      return (await api.get<{ results: Ticket[] }>('/search', { query, per_page: 10 })).results;
    },
    placeholderData: keepPreviousData,
  });
