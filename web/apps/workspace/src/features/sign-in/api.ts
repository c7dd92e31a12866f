import { api, type Locale, type Me, type Schemas } from '@guichet/api';
import { queryOptions } from '@tanstack/react-query';

/** The answer to a call that starts a session. */
export type SignedIn = { user: Me };

export type SetupState = Schemas['SetupBody'];
export type Invited = Schemas['OpenInvitationBody'];

/** Whether the desk is set up, and what may be known of it before sign-in. */
export const setupQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: async () => (await api.get<{ setup: SetupState }>('/setup')).setup,
});

export function signIn(credentials: { email: string; password: string }) {
  return api.post<SignedIn>('/session', credentials);
}

/** Asks for a link by e-mail. The answer is the same whether or not the address is known. */
export function requestPasswordReset(email: string) {
  return api.post<void>('/password_resets', { email });
}

export function resetPassword(token: string, password: string) {
  return api.put<SignedIn>(`/password_resets/${encodeURIComponent(token)}`, { password });
}

export const invitationQuery = (token: string) =>
  queryOptions({
    queryKey: ['invitation', token],
    queryFn: async () =>
      (await api.get<{ invitation: Invited }>(`/invitations/${encodeURIComponent(token)}`))
        .invitation,
    staleTime: Infinity,
  });

export function acceptInvitation(
  token: string,
  person: { name: string; password: string; locale: Locale },
) {
  return api.put<SignedIn>(`/invitations/${encodeURIComponent(token)}`, person);
}
