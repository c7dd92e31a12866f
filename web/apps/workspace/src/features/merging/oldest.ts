import type { Id, Ticket } from '@guichet/api';

/** The ticket that was there first; one that is closed only when all are. */
export function oldestOf(tickets: readonly Pick<Ticket, 'id' | 'status' | 'created_at'>[]): Id {
  const open = tickets.filter((ticket) => ticket.status !== 'closed');
  const [first] = [...(open.length > 0 ? open : tickets)].sort(
    (a, b) => a.created_at.localeCompare(b.created_at) || a.id - b.id,
  );
  return first?.id ?? 0;
}
