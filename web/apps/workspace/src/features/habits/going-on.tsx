import type { Preferences } from '@guichet/api';
import { createContext, useContext } from 'react';

/** Where an agent goes once an answer is on its way. */
export type AfterSending = NonNullable<Preferences['after_sending']>;

export const AFTER_SENDING = ['stay', 'next', 'list'] as const satisfies AfterSending[];

/** Goes on from the ticket that was just answered; nothing where there is no list around it. */
const GoOnContext = createContext<() => void>(() => undefined);

export const GoOnProvider = GoOnContext;

export function useGoOn() {
  return useContext(GoOnContext);
}
