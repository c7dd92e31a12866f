import { api, type Draft, type Id, type ScheduledReply } from '@guichet/api';
import type { TicketChange } from '@/features/tickets/api';

type Answer = { scheduled_reply: ScheduledReply };

export async function scheduleReply(ticketId: Id, change: TicketChange, at: Date) {
  const scheduled_reply = { send_at: at.toISOString(), ticket: change };
  const path = `/tickets/${ticketId}/scheduled_replies`;
  return (await api.post<Answer>(path, { scheduled_reply })).scheduled_reply;
}

export function reschedule({ ticket_id, id }: ScheduledReply, at: Date) {
  const scheduled_reply = { send_at: at.toISOString() };
  return api.put<Answer>(`/tickets/${ticket_id}/scheduled_replies/${id}`, { scheduled_reply });
}

/** Calls a reply off; what it said. */
export async function callOff({ ticket_id, id }: Pick<ScheduledReply, 'ticket_id' | 'id'>) {
  const path = `/tickets/${ticket_id}/scheduled_replies/${id}`;
  return (await api.delete<{ draft: Draft }>(path)).draft;
}
