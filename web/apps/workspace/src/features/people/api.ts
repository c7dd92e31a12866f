import { api, type CursorMeta, type User } from '@guichet/api';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';

type PeoplePage = { users: User[]; meta: CursorMeta };

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
      if (query)
        return { users: await findPeople(query), meta: { has_more: false, after_cursor: null } };
      return api.get<PeoplePage>('/users', {
        'page[size]': 50,
        'page[after]': pageParam ?? undefined,
      });
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ meta }) => (meta.has_more ? meta.after_cursor : null),
  });
