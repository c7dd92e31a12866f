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
  /** What can no longer be taken back is done in the moment it is not offered any more. */
  settle?: () => void;
  /** How long it stays, in milliseconds. */
  lasts?: number;
};

export type ShownToast = Toast & { id: number; lasts: number; endsAt: number };

const USUAL_MS = 6000;
const shown = createStore<ShownToast | null>(null);
let count = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

function show(toast: ShownToast | null) {
  clearTimeout(timer);
  shown.set(toast);
  if (toast) timer = setTimeout(end, toast.lasts);
}

function end() {
  const toast = shown.get();
  show(null);
  toast?.settle?.();
}

/** The toast now shown: a new one takes the place of the one before. */
export const toasts = {
  ...shown,
  show(toast: Toast) {
    end();
    count += 1;
    const id = count;
    const lasts = toast.lasts ?? USUAL_MS;
    show({ ...toast, lasts, id, endsAt: Date.now() + lasts });
    /** Takes it off again, where it still stands: what it tells of did not happen. */
    return () => {
      if (shown.get()?.id === id) show(null);
    };
  },
  /** Undoes what the toast tells of. */
  takeBack() {
    const toast = shown.get();
    show(null);
    toast?.undo?.();
  },
  /** Stays as long as it has the attention. */
  hold: () => clearTimeout(timer),
  /** Starts its time anew, when attention left it. */
  prolong() {
    const toast = shown.get();
    if (toast) show({ ...toast, endsAt: Date.now() + toast.lasts });
  },
};

// A page that is left gives no other chance.
window.addEventListener('pagehide', end);
