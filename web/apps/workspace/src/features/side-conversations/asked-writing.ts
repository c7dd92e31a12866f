import type { Id } from '@guichet/api';
import { useEffect, useRef } from 'react';
import { createStore, useStore } from '@/shared/store';

export type AskedWriting = {
  ticketId: Id;
  mode: 'side' | 'forward';
  /** The one message to forward; null for the conversation. */
  commentId: Id | null;
};

/** A side conversation that is to be begun, asked for outside the composer: by a message, a menu, the details. */
export const askedWriting = createStore<AskedWriting | null>(null);

/** Begins what was asked for elsewhere, once. */
export function useAskedWriting(ticketId: Id, begin: (asked: AskedWriting) => void) {
  const asked = useStore(askedWriting);
  const latest = useRef(begin);
  useEffect(() => {
    latest.current = begin;
  });
  useEffect(() => {
    if (asked?.ticketId !== ticketId) return;
    askedWriting.set(null);
    latest.current(asked);
  }, [asked, ticketId]);
}
