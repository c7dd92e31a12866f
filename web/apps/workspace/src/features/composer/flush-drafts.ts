import type { DraftKind, Id } from '@guichet/api';
import { flushSync } from 'react-dom';
import { saveDraft } from './api';
import { EMPTY_DRAFT, readLocal, writeLocal } from './drafts';
import { draftReturns } from './use-send';

const KINDS: DraftKind[] = ['reply', 'note'];

/** Brings what was written on a ticket to the server, to the last key, before the ticket becomes another. */
export async function flushDrafts(id: Id) {
  // The composer on the screen starts anew, and before that keeps what it holds.
  flushSync(() => draftReturns.set(draftReturns.get() + 1));
  for (const kind of KINDS) {
    const draft = readLocal(id, kind);
    if (draft) await saveDraft(id, kind, draft);
  }
}

/** Forgets this computer's copies: the server has taken them elsewhere. */
export function forgetDrafts(id: Id) {
  for (const kind of KINDS) writeLocal(id, kind, EMPTY_DRAFT, new Date());
}
