import { api, type Schemas, type Sent } from '@guichet/api';
import { queryOptions } from '@tanstack/react-query';
import type { Check, MailServer } from '../mailboxes/api';

/** What is set as the server for outgoing mail, or tried; without a password the stored one is used. */
export type RelayChange = Schemas['ServerInput'];

/** The server that sends for mailboxes without one of their own, and whether any mail can leave at all. */
export type OutgoingMail = Pick<Sent<'RelayResponse'>, 'can_send'> & { relay: MailServer | null };

export const relayQuery = queryOptions({
  queryKey: ['relay'],
  queryFn: () => api.get<OutgoingMail>('/relay'),
});

/** Null takes the server away. */
export function saveRelay(relay: RelayChange | null) {
  return api.put<OutgoingMail>('/relay', { relay });
}

/** Signs in to the server, without sending anything. */
export async function testRelay(relay: RelayChange): Promise<Check[]> {
  return (await api.post<{ checks: Check[] }>('/relay/test', { relay })).checks;
}
