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

/** What a new ticket comes from: a closed ticket that it goes on from, or one that it is a part of. */
export type OriginKind = 'follows' | 'parent';
export type Origin = { kind: OriginKind; conversation: Conversation };

/** Where it is kept: one for each ticket that it comes from, and one for all others. */
export function storageKey(origin: Origin | null): string {
  if (!origin) return 'guichet.draft.new';
  const { kind, conversation } = origin;
  const prefix = kind === 'parent' ? 'guichet.draft.new.child' : 'guichet.draft.new';
  return `${prefix}.${conversation.ticket.id}`;
}

/** What a new ticket begins with: a follow-up with what its closed ticket was about, a child with its parent's subject. */
export function blankNewTicket(origin: Origin | null): NewTicketDraft {
  if (!origin) return EMPTY_NEW_TICKET;
  const { subject, group_id, brand_id, ticket_form_id, custom_fields } = origin.conversation.ticket;
  const begun = { ...EMPTY_NEW_TICKET, subject: subject ?? '' };
  if (origin.kind === 'parent') return begun;
  const fields = {
    ...EMPTY_NEW_TICKET.fields,
    group_id,
    brand_id,
    ticket_form_id,
    custom_fields,
  };
  return { ...begun, fields };
}
