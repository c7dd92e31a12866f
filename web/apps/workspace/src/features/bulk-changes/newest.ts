import type { BulkChange, Id } from '@guichet/api';
import { isUnderWay } from './api';

/** After its end a bulk change is told of for so long: as long as it could be taken back. */
const TOLD_MS = 600_000;

/** The bulk change to tell of: the newest, unless it was put away or is long over. */
export function toldOf(
  all: readonly BulkChange[],
  putAway: Id | null,
  now: number,
): BulkChange | null {
  const [newest] = all;
  if (!newest || (newest.id === putAway && !isUnderWay(newest))) return null;
  const endedAt = newest.ended_at ? Date.parse(newest.ended_at) : now;
  return now - endedAt <= TOLD_MS ? newest : null;
}

export const mayUndo = (bulk: BulkChange, now: number) =>
  bulk.stage === 'changing' || (bulk.undo_until !== null && Date.parse(bulk.undo_until) > now);

/** How far it is, from 0 to 1. */
export function progressOf(bulk: BulkChange): number {
  if (bulk.stage === 'changing') return (bulk.total - bulk.waiting) / Math.max(1, bulk.total);
  const back = bulk.restored + bulk.left_alone;
  return back / Math.max(1, back + bulk.changed);
}
