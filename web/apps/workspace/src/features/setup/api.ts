import { api, type ListedTicket, type Schemas, type User, type View } from '@guichet/api';
import { queryOptions } from '@tanstack/react-query';
import type { SignedIn } from '@/features/sign-in/api';

export type NewDesk = Required<Schemas['SetupInput']>;

/** Creates the desk and its first administrator, who is signed in with it. */
export function createDesk(desk: NewDesk) {
  return api.post<SignedIn>('/setup', desk);
}

export type FirstTicket = { ticket: ListedTicket; requester: User | undefined };

const POLL_MS = 3000;

/** The newest open ticket; asked for again and again, since live messages need the workspace. */
export const firstTicketQuery = queryOptions({
  queryKey: ['first-ticket'],
  queryFn: async (): Promise<FirstTicket | null> => {
    const { views } = await api.get<{ views: View[] }>('/views/active');
    const view = views.find((each) => each.key === 'all_open');
    if (!view) return null;
    const path = `/views/${view.id}/tickets`;
    const query = { 'page[size]': '1', sort: '-created_at', include: 'users' };
    const page = await api.get<{ tickets: ListedTicket[]; users: User[] }>(path, query);
    const ticket = page.tickets[0];
    if (!ticket) return null;
    return { ticket, requester: page.users.find((user) => user.id === ticket.requester_id) };
  },
  refetchInterval: POLL_MS,
});
