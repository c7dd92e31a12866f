import type { Id, TimeEntry } from '@guichet/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { conversationQuery } from '@/features/tickets/api';
import { useI18n } from '@/i18n/provider';
import { toasts } from '@/shared/toast/toast-store';
import { describeError } from '@/shared/ui';
import { changeEntry, createEntry, deleteEntry, type TimeChange } from './api';
import { durationText } from './duration';

type Change = { ask: () => Promise<unknown>; onDone?: () => void };

/** Enters, corrects and removes time on a ticket. */
export function useTimeChanges(ticketId: Id) {
  const client = useQueryClient();
  const { t, locale } = useI18n();
  const { mutate } = useMutation({
    // One after the other: what is brought back was removed before.
    scope: { id: `time-${ticketId}` },
    mutationFn: ({ ask }: Change) => ask(),
    onSuccess: (_answer, { onDone }) => onDone?.(),
    onError: (error) =>
      toasts.show({
        textKey: 'tickets.notChanged',
        values: { reason: describeError(error, t) },
        tone: 'failed',
      }),
    onSettled: () => client.invalidateQueries({ queryKey: conversationQuery(ticketId).queryKey }),
  });
  const add = (change: TimeChange, onDone?: () => void) =>
    mutate({ ask: () => createEntry(ticketId, change), onDone });
  return {
    add,
    change: (id: Id, change: TimeChange) => mutate({ ask: () => changeEntry(id, change) }),
    remove({ id, seconds, note, spent_at }: TimeEntry, isOwn: boolean) {
      mutate({ ask: () => deleteEntry(id) });
      toasts.show({
        textKey: 'time.removed',
        values: { time: durationText(seconds, locale) },
        // What was a colleague's would come back as one's own.
        undo: isOwn ? () => add({ seconds, note, spent_at }) : undefined,
      });
    },
  };
}
