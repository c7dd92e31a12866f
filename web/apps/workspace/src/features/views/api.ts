import { api, type Id, type View, type ViewCount } from '@guichet/api';
import { queryOptions } from '@tanstack/react-query';

export const viewsQuery = queryOptions({
  queryKey: ['views'],
  queryFn: async () => (await api.get<{ views: View[] }>('/views/active')).views,
  staleTime: 300_000,
});

/** How many tickets each view holds, by view id. */
export const countsQuery = (ids: readonly Id[]) =>
  queryOptions({
    queryKey: ['view-counts', ids],
    queryFn: async () => {
      const answer = await api.get<{ view_counts: ViewCount[] }>('/views/count_many', {
        ids: ids.join(','),
      });
      return new Map(answer.view_counts.map((count) => [count.view_id, count.value ?? 0]));
    },
    enabled: ids.length > 0,
  });
