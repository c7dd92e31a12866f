import type { Id } from '@guichet/api';
import { useState } from 'react';

/**
 * The ticket of the list that the keyboard is at: the open one, the next one while it is still
 * being opened, or the one that was just left.
 */
export function usePointed(listKey: Id | string, openId: Id | null): [Id | null, (id: Id) => void] {
  const [at, setAt] = useState({ listKey, openId, id: openId });
  const pointTo = (id: Id) => setAt({ listKey, openId, id });
  if (at.listKey === listKey && at.openId === openId) return [at.id, pointTo];
  const id = openId ?? (at.listKey === listKey ? at.openId : null);
  setAt({ listKey, openId, id });
  return [id, pointTo];
}
