import type { Attachment, Id } from '@guichet/api';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { DraftFile } from '@/features/composer/drafts';
import { createStore } from '@/shared/store';

/** A file of the ticket that may go along. */
export type OfferedFile = Pick<Attachment, 'id' | 'file_name' | 'size'> & { goesAlong: boolean };

/** What an agent writes to somebody outside. */
export type SideDraft = {
  to: string[];
  subject: string;
  html: string;
  uploads: DraftFile[];
  files: OfferedFile[];
};

export const EMPTY_SIDE_DRAFT: SideDraft = {
  to: [],
  subject: '',
  html: '',
  uploads: [],
  files: [],
};

const PAUSE_MS = 500;

/** Counts how often a draft came back after it was sent, so that its composer starts anew with it. */
export const sideDraftReturns = createStore(0);

const keyOf = (ticketId: Id, name: string) => `guichet.side.${ticketId}.${name}`;

/** This computer's copy; anything unreadable counts as none. */
export function readSideDraft(ticketId: Id, name: string): SideDraft | null {
  try {
    const stored = JSON.parse(localStorage.getItem(keyOf(ticketId, name)) ?? 'null');
    return stored && typeof stored.html === 'string' ? { ...EMPTY_SIDE_DRAFT, ...stored } : null;
  } catch {
    return null;
  }
}

/** Keeps a copy on this computer; none of a draft that says nothing yet. */
export function writeSideDraft(ticketId: Id, name: string, draft: SideDraft | null) {
  try {
    if (draft) localStorage.setItem(keyOf(ticketId, name), JSON.stringify(draft));
    else localStorage.removeItem(keyOf(ticketId, name));
  } catch {
    // A full or forbidden storage costs the copy only.
  }
}

/** A draft kept on this computer at each pause. `name` tells those of one ticket apart. */
export function useSideDraft(ticketId: Id, name: string, start: SideDraft) {
  const [draft, setDraft] = useState(() => readSideDraft(ticketId, name) ?? start);
  const unsaved = useRef<SideDraft | null>(null);

  const save = useCallback(() => {
    if (unsaved.current) writeSideDraft(ticketId, name, unsaved.current);
    unsaved.current = null;
  }, [ticketId, name]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each change starts the pause anew
  useEffect(() => {
    const timer = setTimeout(save, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [draft, save]);

  useEffect(() => {
    // Effects are not cleaned up when the page itself is left.
    window.addEventListener('pagehide', save);
    return () => {
      window.removeEventListener('pagehide', save);
      save();
    };
  }, [save]);

  const change = useCallback(
    (part: Partial<SideDraft> | ((before: SideDraft) => Partial<SideDraft>)) =>
      setDraft((before) => {
        const next = { ...before, ...(typeof part === 'function' ? part(before) : part) };
        unsaved.current = next;
        return next;
      }),
    [],
  );

  const discard = useCallback(() => {
    unsaved.current = null;
    writeSideDraft(ticketId, name, null);
    setDraft(EMPTY_SIDE_DRAFT);
  }, [ticketId, name]);

  return { draft, change, discard };
}
