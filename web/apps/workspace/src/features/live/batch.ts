import type { QueryKey } from '@tanstack/react-query';

const WAIT_MS = 120;
/** While somebody changes hundreds of tickets at once, lists are read again only now and then. */
const BUSY_WAIT_MS = 2000;
const BUSY_FROM = 50;

/** Gathers what became stale within a moment, so that a burst of changes is read once. */
export function createBatch(flush: (keys: QueryKey[]) => void) {
  const waiting = new Map<string, QueryKey>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wait = WAIT_MS;
  return {
    add(keys: QueryKey[]) {
      for (const key of keys) waiting.set(JSON.stringify(key), key);
      if (timer || waiting.size === 0) return;
      timer = setTimeout(() => {
        timer = undefined;
        const batch = [...waiting.values()];
        waiting.clear();
        wait = batch.length < BUSY_FROM ? WAIT_MS : BUSY_WAIT_MS;
        flush(batch);
      }, wait);
    },
    cancel: () => clearTimeout(timer),
  };
}
