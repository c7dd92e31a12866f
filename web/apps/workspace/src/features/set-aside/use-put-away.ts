import { ApiError, type Id, type User } from '@guichet/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { refreshTickets } from '@/features/tickets/cache';
import { useT } from '@/i18n/provider';
import { toasts } from '@/shared/toast/toast-store';
import { describeError } from '@/shared/ui';
import { deletedQuery, deleteTickets, liftSuspension, markAsSpam, restoreTickets } from './api';

type PutAway = {
  ids: readonly Id[];
  isSpam: boolean;
  /** Whose mail is put aside from now on and was not before, for the way back. */
  senders?: readonly User[];
};

/** Deletes tickets, as spam or not; undo brings them back, and lets their senders be heard again. */
export function usePutAway(onDone: () => void) {
  const t = useT();
  const client = useQueryClient();
  const refresh = (ids: readonly Id[]) =>
    Promise.all([
      client.invalidateQueries({ queryKey: deletedQuery.queryKey }),
      client.invalidateQueries({ queryKey: ['person'] }),
      refreshTickets(client, ids),
    ]);
  const restore = async ({ ids, isSpam, senders = [] }: PutAway) => {
    try {
      await restoreTickets(ids);
      const silenced = senders.filter((sender) => isSpam && !sender.suspended);
      await Promise.all(silenced.map((sender) => liftSuspension(sender.id)));
    } catch {
      toasts.show({ textKey: 'aside.notRestored', tone: 'failed' });
    }
    await refresh(ids);
  };
  return useMutation<unknown, Error, PutAway>({
    mutationFn: ({ ids, isSpam }) => (isSpam ? markAsSpam(ids) : deleteTickets(ids)),
    onSuccess: (_nothing, put) => {
      onDone();
      toasts.show({
        textKey: put.isSpam ? 'aside.markedSpam' : 'aside.ticketsDeleted',
        values: { count: put.ids.length },
        undo: () => void restore(put),
      });
    },
    onError: (error) =>
      toasts.show({
        textKey: 'tickets.notChanged',
        values: { reason: isColleague(error) ? t('aside.notSpam') : describeError(error, t) },
        tone: 'failed',
      }),
    onSettled: (_nothing, _error, { ids }) => refresh(ids),
  });
}

/** What a colleague asked cannot be spam. */
const isColleague = (error: Error) => error instanceof ApiError && error.status === 403;
