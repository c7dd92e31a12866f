import { api, type Id, type Instant, type User } from '@guichet/api';
import { queryOptions } from '@tanstack/react-query';
import type { Invitee } from './invitees';

export type Invitation = {
  id: Id;
  email: string;
  role: 'agent' | 'admin';
  /** The link that accepts it; known only when it was just made. */
  url: string | null;
  created_at: Instant;
  accepted_at: Instant | null;
};

export const invitationsQuery = queryOptions({
  queryKey: ['invitations'],
  queryFn: async () => (await api.get<{ invitations: Invitation[] }>('/invitations')).invitations,
});

export async function invite(invitees: readonly Invitee[]): Promise<Invitation[]> {
  const answer = await api.post<{ invitations: Invitation[] }>('/invitations', {
    invitations: invitees,
  });
  return answer.invitations;
}

export async function updatePerson(
  id: Id,
  change: Partial<Pick<User, 'role' | 'suspended'>>,
): Promise<User> {
  return (await api.put<{ user: User }>(`/users/${id}`, { user: change })).user;
}
