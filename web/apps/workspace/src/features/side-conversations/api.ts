import { api, type Id, type SideConversation, type SideEvent } from '@guichet/api';
import { queryOptions } from '@tanstack/react-query';

/** What is sent in a side conversation. */
export type SideMessage = {
  subject?: string;
  html_body: string;
  to: { email: string }[];
  uploads: string[];
  /** Files of the ticket that go along as copies. */
  attachment_ids: Id[];
};

type Sent = { side_conversation: SideConversation; event: SideEvent };

const pathOf = (ticketId: Id, id: string) => `/tickets/${ticketId}/side_conversations/${id}`;

/** What happened in a side conversation; below its ticket's key, so that it is read anew with it. */
export const eventsQuery = (ticketId: Id, id: string, images: boolean) =>
  queryOptions({
    queryKey: ['conversation', ticketId, 'side', id, images],
    queryFn: async () => {
      const query = { include: 'events', images: images ? 1 : undefined };
      return (await api.get<{ events: SideEvent[] }>(pathOf(ticketId, id), query)).events;
    },
  });

/** Starts a side conversation, or goes on with one. */
export function sendSideMessage(ticketId: Id, id: string | null, message: SideMessage) {
  const path = id ? `${pathOf(ticketId, id)}/reply` : `/tickets/${ticketId}/side_conversations`;
  return api.post<Sent>(path, { message });
}

/** Takes a message back that has not left; with the first one the whole side conversation. */
export function takeBackSideMessage(ticketId: Id, { side_conversation_id, id }: SideEvent) {
  return api.delete<void>(`${pathOf(ticketId, side_conversation_id)}/events/${id}`);
}

export function changeSideState(ticketId: Id, id: string, state: SideConversation['state']) {
  return api.put<Pick<Sent, 'side_conversation'>>(pathOf(ticketId, id), {
    side_conversation: { state },
  });
}

export function markSideRead(ticketId: Id, id: string) {
  return api.post<void>(`${pathOf(ticketId, id)}/read`);
}
