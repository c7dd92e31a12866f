import { api, type Id, type Ticket } from '@guichet/api';
import type { CallFields } from '@/features/calls/call';
import type { TicketFields } from '@/features/tickets/api';

/** Who a new ticket is for: someone known, or an address the desk has not met. */
export type Requester = { id: Id } | { email: string; name: string };

export type NewTicket = Omit<TicketFields, 'requester'> &
  Partial<CallFields> & {
    subject: string;
    /** The closed ticket that it goes on from. */
    via_followup_source_id?: Id;
    /** The ticket that it is a part of. */
    parent_id?: Id;
    requester: Requester;
    comment: { html_body: string; public: boolean; uploads: string[] };
  };

export async function createTicket({ requester, ...fields }: NewTicket): Promise<Ticket> {
  const who = 'id' in requester ? { requester_id: requester.id } : { requester };
  const { ticket } = await api.post<{ ticket: Ticket }>('/tickets', {
    ticket: { ...fields, ...who },
  });
  return ticket;
}
