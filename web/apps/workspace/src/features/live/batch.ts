import type { QueryKey } from '@tanstack/react-query';

const WAIT_MS = 120;

/** Gathers what became stale within a moment, so that a burst of changes is read once. */
export function createBatch(flush: (keys: QueryKey[]) => void) {
  const waiting = new Map<string, QueryKey>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    add(keys: QueryKey[]) {
      for (const key of keys) waiting.set(JSON.stringify(key), key);
      if (timer || waiting.size === 0) return;
      timer = setTimeout(() => {
        timer = undefined;
        const batch = [...waiting.values()];
        waiting.clear();
        flush(batch);
      }, WAIT_MS);
    },
    cancel: () => clearTimeout(timer),
  };
}
