import type { SideConversation, SideEvent } from '@guichet/api';

type Participant = SideConversation['participants'][number];

/** What somebody in a side conversation is called. */
export function nameOf({ name, email }: Participant, unknown: string): string {
  return name || email || unknown;
}

/** The addresses that an answer goes to by itself: everybody outside whom the newest message of a person names. */
export function answerTo(events: readonly SideEvent[]): string[] {
  const newest = events.findLast(({ message }) => message && !message.automatic)?.message;
  const everybody = newest ? [newest.from, ...newest.to] : [];
  return [...new Set(everybody.flatMap(({ email }) => email ?? []))];
}
