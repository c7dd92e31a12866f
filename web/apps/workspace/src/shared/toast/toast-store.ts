import type { TextKey, TextValues } from '@/i18n/texts';
import { createStore } from '@/shared/store';

/** One line at the bottom of the list, with at most one thing to do about it. */
export type Toast = {
  textKey: TextKey;
  values?: TextValues;
  tone?: 'done' | 'failed';
  /** Ticket number shown in bold after the text. */
  ticketId?: number;
  /** Takes back what was done; offered as Undo and by the key Z. */
  undo?: () => void;
  /** How long it stays, in milliseconds. */
  lasts?: number;
};

export type ShownToast = Toast & { id: number; lasts: number; endsAt: number };

const USUAL_MS = 6000;
const shown = createStore<ShownToast | null>(null);
let count = 0;

/** The toast now shown: a new one takes the place of the one before. */
export const toasts = {
  ...shown,
  show(toast: Toast) {
    count += 1;
    const lasts = toast.lasts ?? USUAL_MS;
    shown.set({ ...toast, lasts, id: count, endsAt: Date.now() + lasts });
  },
  hide(id: number) {
    if (shown.get()?.id === id) shown.set(null);
  },
  /** Starts the time of a toast anew, when attention left it. */
  prolong(id: number) {
    const toast = shown.get();
    if (toast?.id === id) shown.set({ ...toast, endsAt: Date.now() + toast.lasts });
  },
};
