import type { Conversation } from '@guichet/api';
import type { TicketFields } from '@/features/tickets/api';

/** A new ticket as far as it is written; kept in this browser only. */
export type NewTicketDraft = {
  subject: string;
  html: string;
  isPublic: boolean;
  fields: TicketFields;
};

const EMPTY_NEW_TICKET: NewTicketDraft = {
  subject: '',
  html: '',
  isPublic: true,
  fields: { status: 'open' },
};

/** Where it is kept: one for each closed ticket that is followed up, and one for all others. */
export function storageKey(followed: Conversation | null): string {
  return followed ? `guichet.draft.new.${followed.ticket.id}` : 'guichet.draft.new';
}

/** What a new ticket begins with: a follow-up with what its closed ticket was about. */
export function blankNewTicket(followed: Conversation | null): NewTicketDraft {
  if (!followed) return EMPTY_NEW_TICKET;
  const { subject, group_id, ticket_form_id, custom_fields } = followed.ticket;
  return {
    ...EMPTY_NEW_TICKET,
    subject: subject ?? '',
    fields: { ...EMPTY_NEW_TICKET.fields, group_id, ticket_form_id, custom_fields },
  };
}
