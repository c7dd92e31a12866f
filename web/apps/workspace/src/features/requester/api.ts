import {
  api,
  type Id,
  type Identity,
  type ListedTicket,
  type Organization,
  type User,
} from '@guichet/api';
import { queryOptions } from '@tanstack/react-query';

export const personQuery = (id: Id) =>
  queryOptions({
    queryKey: ['person', id],
    queryFn: async () => (await api.get<{ user: User }>(`/users/${id}`)).user,
  });

export const identitiesQuery = (id: Id) =>
  queryOptions({
    queryKey: ['person', id, 'identities'],
    queryFn: async () =>
      (await api.get<{ identities: Identity[] }>(`/users/${id}/identities`)).identities,
  });

export const organizationQuery = (id: Id | null | undefined) =>
  queryOptions({
    queryKey: ['organization', id],
    queryFn: async () =>
      (await api.get<{ organization: Organization }>(`/organizations/${id}`)).organization,
    enabled: Boolean(id),
  });

const SHOWN = 10;

/** What a person asked for, newest first, and how much there is in all. */
export const requestedTicketsQuery = (id: Id) =>
  queryOptions({
    queryKey: ['requested-tickets', id],
    queryFn: () =>
      api.get<{ tickets: ListedTicket[]; count?: number }>(`/users/${id}/tickets/requested`, {
        sort: '-updated_at',
        'page[size]': SHOWN,
      }),
  });
