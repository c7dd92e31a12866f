import {
  api,
  type CursorMeta,
  type Group,
  type Id,
  type Identity,
  type ListedTicket,
  type Locale,
  type Organization,
  type User,
} from '@guichet/api';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { ListPage } from '@/features/tickets-list/api';

const PAGE_SIZE = 50;
const LAST_PAGE: CursorMeta = { has_more: false, after_cursor: null };
const after = ({ meta }: { meta: CursorMeta }) => (meta.has_more ? meta.after_cursor : null);
const paged = (cursor: string | null) => ({
  'page[size]': PAGE_SIZE,
  'page[after]': cursor ?? undefined,
});

type PeoplePage = { users: User[]; organizations?: Organization[]; meta: CursorMeta };
type OrganizationsPage = { organizations: Organization[]; meta: CursorMeta };

async function findPeople(query: string): Promise<User[]> {
  return (await api.get<{ users: User[] }>('/users/search', { query })).users;
}

/** People whose name or address fits what is typed, from its second letter on. */
export const foundPeopleQuery = (query: string) =>
  queryOptions({
    queryKey: ['people', 'find', query],
    queryFn: () => findPeople(query),
    enabled: query.length >= 2,
    placeholderData: keepPreviousData,
  });

/** Everyone the desk knows, or those a query fits. */
export const peopleQuery = (query: string) =>
  infiniteQueryOptions({
    queryKey: ['people', query],
    queryFn: async ({ pageParam }): Promise<PeoplePage> => {
      if (query) return { users: await findPeople(query), meta: LAST_PAGE };
      return api.get<PeoplePage>('/users', paged(pageParam));
    },
    initialPageParam: null as string | null,
    getNextPageParam: after,
  });

/** Every organization, or those whose name begins with what is typed. */
export const organizationsQuery = (name: string) =>
  infiniteQueryOptions({
    queryKey: ['organizations', name],
    queryFn: async ({ pageParam }): Promise<OrganizationsPage> => {
      if (!name) return api.get<OrganizationsPage>('/organizations', paged(pageParam));
      const path = '/organizations/autocomplete';
      const { organizations } = await api.get<OrganizationsPage>(path, { name });
      return { organizations, meta: LAST_PAGE };
    },
    initialPageParam: null as string | null,
    getNextPageParam: after,
  });

/** The people of an organization. */
export const membersQuery = (organization: Id) =>
  infiniteQueryOptions({
    queryKey: ['people', 'of', organization],
    queryFn: ({ pageParam }) =>
      api.get<PeoplePage>(`/organizations/${organization}/users`, paged(pageParam)),
    initialPageParam: null as string | null,
    getNextPageParam: after,
  });

/** Whose tickets: one person's, as requester, or an organization's. */
export type Whose = { kind: 'users' | 'organizations'; id: Id };

type TicketsPage = { tickets: ListedTicket[]; users: User[]; groups?: Group[]; meta: CursorMeta };

/** Their tickets, the one that changed last first. */
export const theirTicketsQuery = ({ kind, id }: Whose) =>
  infiniteQueryOptions({
    queryKey: ['requested-tickets', kind, id],
    queryFn: ({ pageParam }): Promise<ListPage> =>
      api.get<TicketsPage>(`/${kind}/${id}/tickets${kind === 'users' ? '/requested' : ''}`, {
        ...paged(pageParam),
        sort: '-updated_at',
        include: 'users,groups',
      }),
    initialPageParam: null as string | null,
    getNextPageParam: after,
  });

/** What agents change about a person. */
export type PersonChange = Partial<
  Pick<
    User,
    | 'name'
    | 'phone'
    | 'organization_id'
    | 'tags'
    | 'notes'
    | 'details'
    | 'suspended'
    | 'user_fields'
  >
> & { locale?: Locale };

export async function savePerson(id: Id, user: PersonChange): Promise<User> {
  return (await api.put<{ user: User }>(`/users/${id}`, { user })).user;
}

export async function createPerson(user: { name: string; email: string }): Promise<User> {
  return (await api.post<{ user: User }>('/users', { user })).user;
}

export type OrganizationChange = Partial<
  Pick<
    Organization,
    'name' | 'domain_names' | 'tags' | 'notes' | 'details' | 'group_id' | 'organization_fields'
  >
>;

export async function saveOrganization(id: Id, organization: OrganizationChange) {
  const path = `/organizations/${id}`;
  return (await api.put<{ organization: Organization }>(path, { organization })).organization;
}

export async function createOrganization(name: string): Promise<Organization> {
  const body = { organization: { name } };
  return (await api.post<{ organization: Organization }>('/organizations', body)).organization;
}

export async function addIdentity(person: Id, identity: Pick<Identity, 'type' | 'value'>) {
  const body = { identity: { ...identity, verified: true } };
  return (await api.post<{ identity: Identity }>(`/users/${person}/identities`, body)).identity;
}

export const removeIdentity = (person: Id, id: Id) =>
  api.delete<void>(`/users/${person}/identities/${id}`);

export const makePrimary = (person: Id, id: Id) =>
  api.put<void>(`/users/${person}/identities/${id}/make_primary`);
