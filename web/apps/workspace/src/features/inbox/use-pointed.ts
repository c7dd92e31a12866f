import type { Id } from '@guichet/api';
import { useState } from 'react';

/**
 * The ticket of the list that the keyboard is at: the open one, the next one while it is still
 * being opened, or the one that was just left.
 */
export function usePointed(viewId: Id, openId: Id | null): [Id | null, (id: Id) => void] {
  const [at, setAt] = useState({ viewId, openId, id: openId });
  const pointTo = (id: Id) => setAt({ viewId, openId, id });
  if (at.viewId === viewId && at.openId === openId) return [at.id, pointTo];
  const id = openId ?? (at.viewId === viewId ? at.openId : null);
  setAt({ viewId, openId, id });
  return [id, pointTo];
}
