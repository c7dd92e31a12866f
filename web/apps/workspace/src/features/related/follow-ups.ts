import type { Conversation, Id } from '@guichet/api';

/** The tickets that go on from a closed one, the earliest first. */
export function followUpsOf({ audits }: Pick<Conversation, 'audits'>): Id[] {
  return audits
    .flatMap((audit) => audit.events)
    .flatMap((event) => (event.type === 'FollowUp' && event.ticket ? [event.ticket] : []));
}

/** The closed ticket that this one goes on from. */
export function followedBy({ ticket }: Pick<Conversation, 'ticket'>): Id | null {
  const source = ticket.via.source;
  return source?.rel === 'follow_up' ? (source.from.ticket_id ?? null) : null;
}
