import { api, type Id, type Sent, type User } from '@guichet/api';
import { queryOptions } from '@tanstack/react-query';
import type { Invitee } from './invitees';

/** Its `url` is the link that accepts it; known only when it was just made. */
export type Invitation = Sent<'InvitationBody'>;

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
