import { api } from '@guichet/api';
import { queryOptions } from '@tanstack/react-query';

/** The kinds that everybody may turn off for themselves, in the order they are shown. */
export const KINDS = ['mention', 'assignment', 'reply', 'side_reply', 'follow'] as const;
export type ChosenKind = (typeof KINDS)[number];

/** How soon what is unread is mailed. */
export const RHYTHMS = ['at_once', 'hourly', 'daily', 'never'] as const;
export type Rhythm = (typeof RHYTHMS)[number];

export const preferencesQuery = queryOptions({
  queryKey: ['notifications', 'preferences'],
  queryFn: () => api.get<Chosen>('/notifications/preferences'),
});

/** What one is told of, and how soon by mail. */
type Chosen = { preferences: Record<ChosenKind, boolean>; mail: Rhythm };
export type Choice = { preferences?: Partial<Chosen['preferences']>; mail?: Rhythm };

export function choose(choice: Choice) {
  return api.put<Chosen>('/notifications/preferences', choice);
}
