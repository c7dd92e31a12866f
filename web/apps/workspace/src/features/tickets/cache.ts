import type { Conversation, Id, ListedTicket, Ticket } from '@guichet/api';
import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import type { ListPage } from '@/features/tickets-list/api';
import { conversationQuery } from './api';

type Lists = InfiniteData<ListPage>;

/** Shows a change of one ticket everywhere at once, before or after the server knows of it. */
export function patchTicket(client: QueryClient, id: Id, change: Partial<ListedTicket>) {
  client.setQueryData(
    conversationQuery(id).queryKey,
    (conversation) =>
      conversation && { ...conversation, ticket: { ...conversation.ticket, ...change } },
  );
  client.setQueriesData<Lists>(
    { queryKey: ['tickets'] },
    (lists) => lists && patchLists(lists, id, change),
  );
}

function patchLists(lists: Lists, id: Id, change: Partial<ListedTicket>): Lists {
  const patched = (ticket: ListedTicket) => (ticket.id === id ? { ...ticket, ...change } : ticket);
  return {
    ...lists,
    pages: lists.pages.map((page) => ({ ...page, tickets: page.tickets.map(patched) })),
  };
}

/** A ticket wherever it was read already. */
export function cachedTicket(client: QueryClient, id: Id): Ticket | undefined {
  const conversation = client.getQueryData(conversationQuery(id).queryKey);
  if (conversation) return conversation.ticket;
  for (const [, lists] of client.getQueriesData<Lists>({ queryKey: ['tickets'] })) {
    const found = lists?.pages.flatMap((page) => page.tickets).find((ticket) => ticket.id === id);
    if (found) return found;
  }
  return undefined;
}

/** Adjusts the conversation that is shown, when it has been read. */
export function patchConversation(
  client: QueryClient,
  id: Id,
  change: (conversation: Conversation) => Conversation,
) {
  client.setQueryData(
    conversationQuery(id).queryKey,
    (conversation) => conversation && change(conversation),
  );
}

/** Reads again what a change of these tickets may have moved. */
export function refreshTickets(client: QueryClient, ids: readonly Id[]) {
  void client.invalidateQueries({ queryKey: ['tickets'] });
  void client.invalidateQueries({ queryKey: ['view-counts'] });
  return Promise.all(
    ids.map((id) => client.invalidateQueries({ queryKey: conversationQuery(id).queryKey })),
  );
}
