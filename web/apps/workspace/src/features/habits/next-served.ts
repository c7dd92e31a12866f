import type { Id } from '@guichet/api';

type Served = {
  /** The tickets of the view, in its order. */
  order: readonly Id[];
  /** Those that were served or skipped already. */
  seen: readonly Id[];
  /** Whether a colleague is on it. */
  isTaken: (id: Id) => boolean;
};

/** The ticket to serve next: the first that was not served yet and nobody else is on. */
export function nextServed({ order, seen, isTaken }: Served): Id | null {
  return order.find((id) => !seen.includes(id) && !isTaken(id)) ?? null;
}
