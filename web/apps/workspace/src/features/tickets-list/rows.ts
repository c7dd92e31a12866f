import type { Group, Id, ListedTicket, User } from '@guichet/api';
import type { ListPage } from './api';

/** A ticket of the list with the people and the team it names. */
export type Row = {
  ticket: ListedTicket;
  requester: User | undefined;
  assignee: User | undefined;
  group: Group | undefined;
  previewAuthor: User | undefined;
};

/** Joins the pages into rows. A ticket that moved to another page between two reads appears once. */
export function rowsOf(pages: readonly ListPage[]): Row[] {
  const users = new Map(pages.flatMap((page) => page.users).map((user) => [user.id, user]));
  const groups = new Map(
    pages.flatMap((page) => page.groups ?? []).map((group) => [group.id, group]),
  );
  const tickets = new Map<Id, ListedTicket>();
  for (const ticket of pages.flatMap((page) => page.tickets)) {
    if (!tickets.has(ticket.id)) tickets.set(ticket.id, ticket);
  }
  const userOf = (id: Id | null | undefined) => (id ? users.get(id) : undefined);
  return [...tickets.values()].map((ticket) => ({
    ticket,
    requester: userOf(ticket.requester_id),
    assignee: userOf(ticket.assignee_id),
    group: ticket.group_id ? groups.get(ticket.group_id) : undefined,
    previewAuthor: userOf(ticket.preview_author_id),
  }));
}

/** The ticket `step` places further down; stays at the ends, starts at the top when none is current. */
export function neighbour(rows: readonly Row[], current: Id | null, step: 1 | -1): Id | null {
  const index = rows.findIndex((row) => row.ticket.id === current);
  const next = index < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, index + step));
  return rows[next]?.ticket.id ?? null;
}
