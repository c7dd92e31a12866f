import { ApiError, api, type DeskSettings, type Me, setCsrfToken } from '@guichet/api';
import { queryOptions } from '@tanstack/react-query';

const KNOWN_HERE = 'guichet.signedIn';

/** Whether someone was signed in here last time. A hint what to ask first; only the server knows. */
export function seemsSignedIn(): boolean {
  return localStorage.getItem(KNOWN_HERE) !== null;
}

export function forgetSession() {
  localStorage.removeItem(KNOWN_HERE);
}

/** Reads who is signed in and keeps the token their writes need. */
export async function fetchMe(): Promise<Me> {
  const { user } = await api.get<{ user: Me }>('/users/me');
  // Zendesk answers an anonymous reader with a user that has no id.
  if (!user.id) throw new ApiError(401, "Couldn't authenticate you", '');
  return rememberSession(user);
}

/** Keeps the token of a session that just began. */
export function rememberSession(user: Me): Me {
  setCsrfToken(user.authenticity_token);
  localStorage.setItem(KNOWN_HERE, '1');
  return { ...user, preferences: user.preferences ?? {} };
}

export const meQuery = queryOptions({ queryKey: ['me'], queryFn: fetchMe, staleTime: Infinity });

export const deskQuery = queryOptions({
  queryKey: ['desk'],
  queryFn: async () => {
    const { settings } = await api.get<{ settings: { desk: DeskSettings } }>('/account/settings');
    return settings.desk;
  },
  staleTime: 300_000,
});

export function updateMe(
  change: Partial<Pick<Me, 'name' | 'locale' | 'time_zone' | 'preferences' | 'signature'>>,
) {
  return api.put<{ user: Me }>('/users/me', { user: change });
}
