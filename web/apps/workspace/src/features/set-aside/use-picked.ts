import type { Id } from '@guichet/api';
import { useState } from 'react';
import { extendedTo, keptTo, NOTHING_SELECTED, toggled } from '@/features/tickets-list/selection';
import { useRowCommands } from '@/features/tickets-list/use-row-commands';
import { useCommand } from '@/shared/keys';

/** Which rows of a list are selected and which one the keyboard is at, with the keys of ticket lists. */
export function usePicked(order: readonly Id[]) {
  const [chosen, setChosen] = useState(NOTHING_SELECTED);
  const [at, setAt] = useState<Id | null>(null);
  const { ids: selected } = keptTo(chosen, order);
  const pointed = at !== null && order.includes(at) ? at : null;
  const toggle = (id: Id, isRange = false) =>
    setChosen((before) => (isRange ? extendedTo(before, id, order) : toggled(before, id)));
  const clear = () => setChosen(NOTHING_SELECTED);

  function move(step: 1 | -1) {
    const index = pointed === null ? -1 : order.indexOf(pointed);
    const next = index < 0 ? 0 : Math.min(order.length - 1, Math.max(0, index + step));
    setAt(order[next] ?? null);
  }
  useRowCommands({ pointed, move, toggle });
  useCommand({
    id: 'bulk.clear',
    labelKey: 'bulk.clear',
    group: 'move',
    keys: ['Escape'],
    when: () => selected.size > 0,
    run: clear,
  });

  return {
    selected,
    pointed,
    pointTo: setAt,
    toggle,
    clear,
    selectAll: () => setChosen({ ids: new Set(order), anchor: null }),
    /** What an action is about: the selected rows, else the one pointed at. */
    meant: selected.size > 0 ? [...selected] : pointed === null ? [] : [pointed],
  };
}

export type Picked = ReturnType<typeof usePicked>;
