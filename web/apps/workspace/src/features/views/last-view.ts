import type { Id } from '@guichet/api';

const STORAGE_KEY = 'guichet.lastView';

/** The view this browser showed last; null before the first. */
export function lastView(): Id | null {
  return Number(localStorage.getItem(STORAGE_KEY)) || null;
}

export function rememberView(id: Id) {
  localStorage.setItem(STORAGE_KEY, String(id));
}
