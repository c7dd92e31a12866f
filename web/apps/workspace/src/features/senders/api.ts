import { api, type Id, type Sent } from '@guichet/api';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';

/** How an answer leaves: its address, the name beside it, what ends it, and the addresses to choose from. */
export type Sender = Omit<Sent<'TicketSender'>, 'addresses'> & {
  addresses: Sent<'SenderAddress'>[];
};

/** How an answer of whoever is signed in would leave; read anew with its ticket. */
export const senderQuery = (ticketId: Id) =>
  queryOptions({
    queryKey: ['conversation', ticketId, 'sender'],
    queryFn: async () => (await api.get<{ sender: Sender }>(`/tickets/${ticketId}/sender`)).sender,
  });

type Written = { text: string; group_id?: Id; brand_name?: string };

/** A signature as it would end a mail of whoever is signed in. */
export const signatureQuery = (signature: Written) =>
  queryOptions({
    queryKey: ['signature', signature],
    queryFn: async () =>
      (await api.post<{ signature: { text: string } }>('/signatures/preview', { signature }))
        .signature.text,
    placeholderData: keepPreviousData,
    retry: false,
  });
