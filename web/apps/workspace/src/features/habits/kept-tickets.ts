import { api, type Id, type Ticket } from '@guichet/api';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { usePreferences } from '@/features/session/use-session';

/** As many as fit beside each other on a usual screen. */
const MOST = 10;

/** The tickets kept open as tabs, with their subjects and states, in the order they were kept. */
export const keptTicketsQuery = (ids: readonly Id[]) =>
  queryOptions({
    queryKey: ['kept-tickets', ids],
    queryFn: async () => {
      const { tickets } = await api.get<{ tickets: Ticket[] }>('/tickets/show_many', {
        ids: ids.join(','),
      });
      return ids.flatMap((id) => tickets.find((ticket) => ticket.id === id) ?? []);
    },
    enabled: ids.length > 0,
    placeholderData: keepPreviousData,
  });

/** Which tickets stay open as tabs, on every computer where one signs in. */
export function useKeptTickets() {
  const [{ work_tabs: ids = [] }, setPreferences] = usePreferences();
  return {
    ids,
    isKept: (id: Id) => ids.includes(id),
    keep: (id: Id) => setPreferences({ work_tabs: [...ids, id].slice(-MOST) }),
    letGo: (id: Id) => setPreferences({ work_tabs: ids.filter((each) => each !== id) }),
  };
}
