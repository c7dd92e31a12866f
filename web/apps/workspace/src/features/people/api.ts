import { api, type CursorMeta, type User } from '@guichet/api';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { findPeople } from '@/features/new-ticket/api';

type PeoplePage = { users: User[]; meta: CursorMeta };

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
