import type { Id } from '@guichet/api';
import { useEffect } from 'react';
import type { ListModel } from '@/features/tickets-list/use-list';

const AFTER_MS = 200;

/** Reads the tickets before and after the open one, once that one is on the screen. */
export function usePrefetchNeighbours({ neighbour, prefetch }: ListModel, openId: Id | null) {
  const next = neighbour(1);
  const previous = neighbour(-1);
  useEffect(() => {
    if (openId === null) return;
    const timer = setTimeout(() => {
      for (const id of [next, previous]) if (id !== null && id !== openId) prefetch(id);
    }, AFTER_MS);
    return () => clearTimeout(timer);
  }, [openId, next, previous, prefetch]);
}
