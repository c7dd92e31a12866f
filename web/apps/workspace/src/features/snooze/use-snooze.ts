import type { Id, Snooze } from '@guichet/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useClock } from '@/features/session/use-session';
import { refreshTickets } from '@/features/tickets/cache';
import { useT } from '@/i18n/provider';
import { comingTime } from '@/shared/time/format';
import { toasts } from '@/shared/toast/toast-store';
import { describeError } from '@/shared/ui';
import { snooze, unsnooze } from './api';

const UNDO_MS = 8000;

/** Puts a ticket away and brings it back; both can be taken back. */
export function useSnooze(id: Id, before: Snooze | null) {
  const client = useQueryClient();
  const clock = useClock();
  const t = useT();
  const refresh = () => refreshTickets(client, [id]);
  const onError = (error: unknown) => {
    const reason = describeError(error, t);
    toasts.show({ textKey: 'snooze.failed', values: { reason }, tone: 'failed' });
  };
  const asBefore = () =>
    before ? snooze(id, before.until ? new Date(before.until) : null) : unsnooze(id);
  const putAway = useMutation({
    mutationFn: (until: Date | null) => snooze(id, until),
    onSuccess: ({ until }) =>
      toasts.show({
        textKey: until ? 'snooze.done' : 'snooze.doneUntilReply',
        values: { time: until ? comingTime(until, clock) : '' },
        ticketId: id,
        lasts: UNDO_MS,
        undo: () => void asBefore().catch(onError).then(refresh),
      }),
    onError,
    onSettled: refresh,
  });
  const bringBack = useMutation({ mutationFn: () => unsnooze(id), onError, onSettled: refresh });
  return { putAway: putAway.mutate, bringBack: () => bringBack.mutate() };
}
