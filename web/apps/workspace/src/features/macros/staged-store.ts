import type { Id } from '@guichet/api';
import { createStore, useStore } from '@/shared/store';
import { NOTHING_STAGED, type Staged } from './staged';

const storageKey = (id: Id) => `guichet.staged.${id}`;

/** What waits on each ticket that was looked at; the browser keeps it too, beside the draft. */
const known = new Map<Id, Staged>();
const changes = createStore(0);

/** What waits to leave with the next comment on a ticket. */
export function stagedOn(id: Id): Staged {
  const staged = known.get(id) ?? readStored(id);
  known.set(id, staged);
  return staged;
}

/** Changes what waits on a ticket. */
export function setStaged(id: Id, staged: Staged) {
  known.set(id, staged);
  changes.set(changes.get() + 1);
  try {
    if (staged === NOTHING_STAGED) localStorage.removeItem(storageKey(id));
    else localStorage.setItem(storageKey(id), JSON.stringify(staged));
  } catch {
    // A full or forbidden storage costs what waits at the next reload only.
  }
}

/** As {@link stagedOn}, renewed when it changes. */
export function useStaged(id: Id): Staged {
  useStore(changes);
  return stagedOn(id);
}

function readStored(id: Id): Staged {
  try {
    const stored = JSON.parse(localStorage.getItem(storageKey(id)) ?? 'null');
    const isStaged = Array.isArray(stored?.macroIds) && typeof stored.change === 'object';
    return isStaged ? stored : NOTHING_STAGED;
  } catch {
    return NOTHING_STAGED;
  }
}
