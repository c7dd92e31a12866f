import type { Id } from '@guichet/api';
import { useEffect, useRef } from 'react';
import { createStore, useStore } from '@/shared/store';
import type { Macro } from './api';

/** A macro chosen outside the composer, such as in the palette, for the composer of a ticket to use. */
export const askedMacro = createStore<{ ticketId: Id; macro: Macro } | null>(null);

/** Uses a macro that was asked for elsewhere, once. */
export function useAskedMacro(ticketId: Id, apply: (macro: Macro) => unknown) {
  const asked = useStore(askedMacro);
  const latest = useRef(apply);
  useEffect(() => {
    latest.current = apply;
  });
  useEffect(() => {
    if (asked?.ticketId !== ticketId) return;
    askedMacro.set(null);
    latest.current(asked.macro);
  }, [asked, ticketId]);
}
