import { api, type CursorMeta, type Id, type Notification, type User } from '@guichet/api';
import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import { tellOtherTabs } from '@/shared/other-tabs';

type Page = { notifications: Notification[]; users: User[]; meta: CursorMeta };

const KEY = ['notifications'];

export const notificationsQuery = infiniteQueryOptions({
  queryKey: [...KEY, 'list'],
  queryFn: ({ pageParam, signal }) =>
    api.get<Page>(
      '/notifications',
      { 'page[size]': 30, 'page[after]': pageParam ?? undefined },
      signal,
    ),
  initialPageParam: null as string | null,
  getNextPageParam: ({ meta }) => (meta.has_more ? meta.after_cursor : null),
});

export const unreadQuery = queryOptions({
  queryKey: [...KEY, 'unread'],
  queryFn: async () =>
    (await api.get<{ count: { value: number } }>('/notifications/unread_count')).count.value,
});

export function markNotificationRead(id: Id) {
  return api.put<void>(`/notifications/${id}/mark_read`);
}

export function markAllNotificationsRead() {
  return api.put<void>('/notifications/mark_all_read');
}

/** Reads anew what is unread, where anything was, in this tab and the others. */
export function refreshNotifications(client: QueryClient) {
  if (client.getQueryData(unreadQuery.queryKey) === 0) return;
  tellOtherTabs(KEY);
  return client.invalidateQueries({ queryKey: KEY });
}
