import type { Id, User } from '@guichet/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { agentsQuery } from '@/features/tickets/api';
import { invitationsQuery, invite, updatePerson } from './api';
import type { Invitee } from './invitees';

/** Sends invitations and reads the list of them anew. */
export function useInvite() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (invitees: readonly Invitee[]) => invite(invitees),
    onSuccess: () => client.invalidateQueries({ queryKey: invitationsQuery.queryKey }),
  });
}

/** Changes what a colleague may do. */
export function useUpdatePerson() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...change }: { id: Id } & Partial<Pick<User, 'role' | 'suspended'>>) =>
      updatePerson(id, change),
    onSuccess: (person) => {
      void client.invalidateQueries({ queryKey: agentsQuery.queryKey });
      void client.invalidateQueries({ queryKey: ['person', person.id] });
    },
  });
}
