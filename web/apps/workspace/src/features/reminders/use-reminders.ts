import type { Id, Reminder } from '@guichet/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useClock } from '@/features/session/use-session';
import { conversationQuery } from '@/features/tickets/api';
import { useT } from '@/i18n/provider';
import { comingTime } from '@/shared/time/format';
import { toasts } from '@/shared/toast/toast-store';
import { describeError } from '@/shared/ui';
import {
  changeReminder,
  dropReminder,
  myRemindersQuery,
  type ReminderChange,
  setReminder,
} from './api';

/** Sets, changes, ticks off and drops reminders of a ticket; each can be taken back. */
export function useReminders(ticketId: Id) {
  const client = useQueryClient();
  const clock = useClock();
  const t = useT();
  const { mutate } = useMutation({
    mutationFn: (ask: () => Promise<unknown>) => ask(),
    onError: (error) =>
      toasts.show({
        textKey: 'reminders.failed',
        values: { reason: describeError(error, t) },
        tone: 'failed',
      }),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: conversationQuery(ticketId).queryKey }),
        client.invalidateQueries({ queryKey: myRemindersQuery.queryKey }),
      ]),
  });
  return {
    set(reminder: ReminderChange) {
      mutate(async () => {
        const made = await setReminder(ticketId, reminder);
        toasts.show({
          textKey: 'reminders.set',
          values: { time: comingTime(made.remind_at, clock) },
          ticketId,
          undo: () => mutate(() => dropReminder(made)),
        });
      });
    },
    change: (reminder: Reminder, change: ReminderChange) =>
      mutate(() => changeReminder(reminder, change)),
    finish(reminder: Reminder) {
      mutate(() => changeReminder(reminder, { done: true }));
      const undo = () => mutate(() => changeReminder(reminder, { done: false }));
      toasts.show({ textKey: 'reminders.finished', ticketId, undo });
    },
    drop(reminder: Reminder) {
      mutate(() => dropReminder(reminder));
      const { user_id, text, remind_at } = reminder;
      const undo = () => mutate(() => setReminder(ticketId, { user_id, text, remind_at }));
      toasts.show({ textKey: 'reminders.dropped', ticketId, undo });
    },
  };
}
