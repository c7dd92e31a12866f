import type { TicketFields } from '@/features/tickets/api';

/** A new ticket as far as it is written; kept in this browser only. */
export type NewTicketDraft = {
  subject: string;
  html: string;
  isPublic: boolean;
  fields: TicketFields;
};

export const EMPTY_NEW_TICKET: NewTicketDraft = {
  subject: '',
  html: '',
  isPublic: true,
  fields: { status: 'open' },
};

export const STORAGE_KEY = 'guichet.draft.new';
