import type { Conversation, Id } from '@guichet/api';

/** Whether a text has the shape of an address; the server decides whether it is one. */
export function looksLikeAddress(text: string): boolean {
  return /^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]{2,}$/u.test(text);
}

/** Who an answer goes to when nobody says otherwise: the requester, with those in copy. */
export function usualAddresses({ ticket, users }: Conversation): { to: string[]; cc: string[] } {
  const addressOf = (id: Id) => users.find((user) => user.id === id)?.email;
  const present = (address: string | null | undefined) => Boolean(address);
  return {
    to: [addressOf(ticket.requester_id)].filter(present) as string[],
    cc: (ticket.email_cc_ids ?? []).map(addressOf).filter(present) as string[],
  };
}

/** Addresses nobody in this conversation has used: worth a second look before sending. */
export function newAddresses(
  chosen: readonly string[],
  { users, comments }: Conversation,
): string[] {
  const known = new Set(
    [
      ...users.map((user) => user.email ?? ''),
      ...comments.flatMap((comment) => [...(comment.to ?? []), ...(comment.cc ?? [])]),
    ].map((address) => address.toLowerCase()),
  );
  return chosen.filter((address) => !known.has(address.toLowerCase()));
}
