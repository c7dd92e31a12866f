import { api, type Id, type Instant, type Reminder } from '@guichet/api';
import { queryOptions } from '@tanstack/react-query';

/** What is set of a reminder; what is absent stays. */
export type ReminderChange = {
  user_id?: Id;
  text?: string;
  remind_at?: Instant;
  done?: boolean;
};

/** A reminder with what its ticket is about. */
export type MyReminder = Reminder & { ticket_subject: string };

const path = (ticketId: Id) => `/tickets/${ticketId}/reminders`;

/** One's own open reminders, the soonest first. */
export const myRemindersQuery = queryOptions({
  queryKey: ['reminders'],
  queryFn: async () => (await api.get<{ reminders: MyReminder[] }>('/reminders')).reminders,
});

export async function setReminder(ticketId: Id, reminder: ReminderChange): Promise<Reminder> {
  return (await api.post<{ reminder: Reminder }>(path(ticketId), { reminder })).reminder;
}

export async function changeReminder(
  { id, ticket_id }: Reminder,
  reminder: ReminderChange,
): Promise<Reminder> {
  return (await api.put<{ reminder: Reminder }>(`${path(ticket_id)}/${id}`, { reminder })).reminder;
}

export function dropReminder({ id, ticket_id }: Reminder) {
  return api.delete<void>(`${path(ticket_id)}/${id}`);
}
