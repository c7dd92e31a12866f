import type { DraftKind, Id } from '@guichet/api';
import { createStore } from '@/shared/store';
import type { DraftContent } from './drafts';
import { htmlOfText } from './plain-text';

/** What is written for a ticket whose conversation has not come yet. */
export type EarlyText = { ticketId: Id; kind: DraftKind; text: string; hasFocus: boolean };

export const earlyText = createStore<EarlyText | null>(null);

/** What was written early for a ticket; null when there is nothing. */
export function earlyTextOf(ticketId: Id): EarlyText | null {
  const early = earlyText.get();
  return early?.ticketId === ticketId ? early : null;
}

/** A draft with what was written before it was known. */
export function withEarlyText(draft: DraftContent, early: EarlyText | null): DraftContent {
  return early ? { ...draft, html: draft.html + htmlOfText(early.text) } : draft;
}
