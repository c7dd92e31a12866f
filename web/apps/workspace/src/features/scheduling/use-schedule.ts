import type { Id, ScheduledReply } from '@guichet/api';
import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { deleteDraft } from '@/features/composer/api';
import { type DraftContent, fromServer } from '@/features/composer/drafts';
import { giveBack } from '@/features/composer/use-send';
import type { Staged } from '@/features/macros/staged';
import { setStaged } from '@/features/macros/staged-store';
import { useClock } from '@/features/session/use-session';
import type { TicketChange } from '@/features/tickets/api';
import { refreshTickets } from '@/features/tickets/cache';
import { useT } from '@/i18n/provider';
import { comingTime } from '@/shared/time/format';
import { toasts } from '@/shared/toast/toast-store';
import { describeError } from '@/shared/ui';
import { callOff, reschedule, scheduleReply } from './api';

const UNDO_MS = 8000;

type Scheduling = { at: Date; draft: DraftContent; staged: Staged; change: TicketChange };

/** Keeps a reply until its time; refused, it is a draft as before. */
export function useSchedule(ticketId: Id) {
  const client = useQueryClient();
  const clock = useClock();
  const t = useT();
  return useMutation({
    mutationFn: ({ at, change }: Scheduling) => scheduleReply(ticketId, change, at),
    onSuccess: (reply, { staged }) => {
      toasts.show({
        textKey: 'scheduling.scheduled',
        values: { time: comingTime(reply.send_at, clock) },
        ticketId,
        lasts: UNDO_MS,
        undo: () => {
          void takeBack(client, reply);
          setStaged(ticketId, staged);
        },
      });
    },
    onError: (error, { draft, staged }) => {
      giveBack(ticketId, 'reply', draft);
      setStaged(ticketId, staged);
      const reason = describeError(error, t);
      toasts.show({ textKey: 'composer.notSent', values: { reason }, tone: 'failed' });
    },
    onSettled: () => refreshTickets(client, [ticketId]),
  });
}

/** What can be done with a reply that waits. */
export function useScheduledReply(reply: ScheduledReply, isMine: boolean) {
  const client = useQueryClient();
  const t = useT();
  const failed = (error: unknown) => {
    const reason = describeError(error, t);
    toasts.show({ textKey: 'scheduling.failed', values: { reason }, tone: 'failed' });
  };
  const refresh = () => refreshTickets(client, [reply.ticket_id]);
  const moving = useMutation({
    mutationFn: (at: Date) => reschedule(reply, at),
    onError: failed,
    onSettled: refresh,
  });
  const editing = useMutation({
    mutationFn: () => takeBack(client, reply, isMine),
    onError: failed,
  });
  const dropping = useMutation({
    mutationFn: async () => {
      await callOff(reply);
      if (isMine) await deleteDraft(reply.ticket_id, 'reply');
    },
    onError: failed,
    onSettled: refresh,
  });
  return { move: moving.mutate, edit: editing.mutate, drop: dropping.mutate };
}

/** Calls a reply off, and goes on writing it. */
async function takeBack(client: QueryClient, reply: ScheduledReply, isMine = true) {
  const draft = await callOff(reply);
  if (isMine) giveBack(reply.ticket_id, 'reply', fromServer(draft));
  await refreshTickets(client, [reply.ticket_id]);
}
