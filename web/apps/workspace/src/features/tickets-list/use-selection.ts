import type { Id } from '@guichet/api';
import { useCallback, useState } from 'react';
import type { BulkTarget } from '@/features/bulk-changes/api';
import type { Row } from './rows';
import { extendedTo, keptTo, NOTHING_SELECTED, type Selection, toggled } from './selection';

/** What a list is of: a view or a search. */
export type ListOf = Exclude<BulkTarget, { ids: Id[] }>;

type Chosen = Selection & { key: string; isEverything?: boolean };

/** Which tickets of a list are selected: of those read so far in their order, or everything that the list is of. */
export function useSelection(listOf: ListOf, order: readonly Id[]) {
  const key = JSON.stringify(listOf);
  const [chosen, setChosen] = useState<Chosen>({ key, ...NOTHING_SELECTED });
  // A selection belongs to the list it was made in.
  const isOwn = chosen.key === key;
  const isEverything = isOwn && chosen.isEverything === true;
  const selection = isEverything
    ? { ids: new Set(order), anchor: null }
    : keptTo(isOwn ? chosen : NOTHING_SELECTED, order);

  const toggle = useCallback(
    (id: Id, isRange = false) => {
      setChosen((before) => {
        const own = before.key === key ? before : NOTHING_SELECTED;
        const base = isEverything ? { ids: new Set(order), anchor: null } : own;
        return { key, ...(isRange ? extendedTo(base, id, order) : toggled(base, id)) };
      });
    },
    [key, order, isEverything],
  );
  return {
    listOf,
    /** Those selected among what is read; with `isEverything`, whatever else the list has is meant too. */
    selected: selection.ids,
    isEverything,
    toggle,
    selectAll: () => setChosen({ key, ids: new Set(order), anchor: null }),
    selectEverything: () =>
      setChosen({ key, ids: new Set(order), anchor: null, isEverything: true }),
    clearSelection: () => setChosen({ key, ...NOTHING_SELECTED }),
  };
}

/** Tickets of which some are selected, to do something with. */
export type Selectable = ReturnType<typeof useSelection> & { rows: readonly Row[] };
