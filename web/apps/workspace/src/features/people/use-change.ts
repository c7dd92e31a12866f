import type { Id, Organization, User } from '@guichet/api';
import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { organizationQuery, personQuery } from '@/features/requester/api';
import { isRefusalOfFields } from '@/features/ticket-fields/refusal';
import { useT } from '@/i18n/provider';
import type { TextKey } from '@/i18n/texts';
import { toasts } from '@/shared/toast/toast-store';
import { describeError } from '@/shared/ui';
import { type OrganizationChange, type PersonChange, saveOrganization, savePerson } from './api';
import { merged, valuesBefore } from './merged';

type What<Kept, Change> = {
  queryKey: QueryKey;
  save: (change: Change) => Promise<Kept>;
  doneKey: TextKey;
  /** What else shows it. */
  also: QueryKey[];
};

/** What a change began with, and how to take its notice away. */
type Begun<Change> = { before: Change; withdraw: () => void };

/** Changes what is kept under a key: at once on the screen, then on the server, with undo. */
function useChange<Kept extends object, Change extends Partial<Kept>>(what: What<Kept, Change>) {
  const { queryKey, save, doneKey, also } = what;
  const t = useT();
  const client = useQueryClient();
  const show = (change: Partial<Kept>) =>
    client.setQueryData<Kept>(queryKey, (kept) => kept && merged(kept, change));
  const { mutate, error } = useMutation<Kept, Error, Change, Begun<Change>>({
    scope: { id: queryKey.join(' ') },
    mutationFn: save,
    onMutate: (change) => {
      const before = valuesBefore(client.getQueryData<Kept>(queryKey), change);
      show(change);
      // Asked for early, the undoing waits until the change is saved.
      const withdraw = toasts.show({ textKey: doneKey, undo: () => mutate(before) });
      return { before, withdraw };
    },
    onSuccess: show,
    onError: (refusal, _change, begun) => {
      begun?.withdraw();
      if (begun) show(begun.before);
      if (isRefusalOfFields(refusal)) return;
      toasts.show({
        textKey: 'tickets.notChanged',
        values: { reason: describeError(refusal, t) },
        tone: 'failed',
      });
    },
    onSettled: () =>
      Promise.all([queryKey, ...also].map((each) => client.invalidateQueries({ queryKey: each }))),
  });
  return { change: mutate, error };
}

export const useChangePerson = (id: Id) =>
  useChange<User, PersonChange>({
    queryKey: personQuery(id).queryKey,
    save: (change) => savePerson(id, change),
    doneKey: 'people.saved',
    also: [['people'], ['agents'], ['conversation'], ['tickets']],
  });

export const useChangeOrganization = (id: Id) =>
  useChange<Organization, OrganizationChange>({
    queryKey: organizationQuery(id).queryKey,
    save: (change) => saveOrganization(id, change),
    doneKey: 'people.saved',
    also: [['organizations'], ['conversation']],
  });
