import type { Draft, DraftKind, Id } from '@guichet/api';
import { useCallback, useEffect, useRef, useState } from 'react';
import { deleteDraft, saveDraft } from './api';
import {
  type DraftContent,
  EMPTY_DRAFT,
  isBlank,
  mergeDrafts,
  readLocal,
  writeLocal,
} from './drafts';
import { earlyText, earlyTextOf, withEarlyText } from './early-text';

const LOCAL_PAUSE_MS = 500;
const SERVER_EVERY_MS = 5000;

type Part = Partial<DraftContent>;

export type DraftState = {
  content: DraftContent;
  /** What changes, or how it follows from the newest state: files arrive while others are on their way. */
  change: (part: Part | ((before: DraftContent) => Part)) => void;
  /** Forgets it here and on the server: it was sent. */
  discard: () => void;
};

/** One tab's draft: kept on this computer at each pause and on the server every five seconds. */
export function useDraft(id: Id, kind: DraftKind, server: Draft | undefined): DraftState {
  const [content, setContent] = useState(() =>
    withEarlyText(mergeDrafts(readLocal(id, kind), server), earlyTextFor(id, kind)),
  );
  const unsaved = useRef<DraftContent | null>(null);
  const isOnServer = useRef(server !== undefined);

  useEffect(() => {
    if (unsaved.current !== content) return;
    const timer = setTimeout(() => writeLocal(id, kind, content, new Date()), LOCAL_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [id, kind, content]);

  useEffect(() => {
    const push = () => {
      const draft = unsaved.current;
      if (!draft) return;
      unsaved.current = null;
      writeLocal(id, kind, draft, new Date());
      if (isBlank(draft) && !isOnServer.current) return;
      isOnServer.current = !isBlank(draft);
      const saving = isBlank(draft) ? deleteDraft(id, kind) : saveDraft(id, kind, draft);
      // The local copy is kept; the next change tries the server again.
      saving.catch(() => undefined);
    };
    const timer = setInterval(push, SERVER_EVERY_MS);
    // Effects are not cleaned up when the page itself is left.
    window.addEventListener('pagehide', push);
    return () => {
      clearInterval(timer);
      window.removeEventListener('pagehide', push);
      push();
    };
  }, [id, kind]);

  const change = useCallback((part: Part | ((before: DraftContent) => Part)) => {
    setContent((before) => {
      const next = { ...before, ...(typeof part === 'function' ? part(before) : part) };
      unsaved.current = next;
      return next;
    });
  }, []);

  useEffect(() => {
    if (!earlyTextFor(id, kind)) return;
    // It is part of the draft from here on, and kept with it.
    earlyText.set(null);
    change({});
  }, [id, kind, change]);

  const discard = useCallback(() => {
    unsaved.current = null;
    setContent(EMPTY_DRAFT);
    writeLocal(id, kind, EMPTY_DRAFT, new Date());
    if (isOnServer.current) deleteDraft(id, kind).catch(() => undefined);
    isOnServer.current = false;
  }, [id, kind]);

  return { content, change, discard };
}

function earlyTextFor(id: Id, kind: DraftKind) {
  const early = earlyTextOf(id);
  return early?.kind === kind ? early : null;
}
