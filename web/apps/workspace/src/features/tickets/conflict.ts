import { ApiError, type Id } from '@guichet/api';
import { createStore } from '@/shared/store';
import type { TicketChange } from './api';

/** Someone else changed the same thing first: what they changed, and what we wanted. */
export type Conflict = { ticketId: Id; by: Id | null; changed: string[]; wanted: TicketChange };

/** The conflict that waits for a decision, if any. */
export const conflicts = createStore<Conflict | null>(null);

/** What a 409 says about who was faster; null for every other error. */
export function conflictOf(ticketId: Id, wanted: TicketChange, error: unknown): Conflict | null {
  if (!(error instanceof ApiError) || error.code !== 'UpdateConflict') return null;
  const { changed, by } = error.body;
  return {
    ticketId,
    wanted,
    by: typeof by === 'number' ? by : null,
    changed: Array.isArray(changed) ? changed.map(String) : [],
  };
}

/**
 * Whether both changes can stand: nobody touched the same field. An answer to the customer stands
 * beside changed fields, but not beside a comment its author has not read.
 */
export function canStandTogether({ changed, wanted }: Conflict): boolean {
  const touched = new Set(Object.keys(wanted));
  return changed.length > 0 && changed.every((field) => !touched.has(field));
}
