import type { Id } from '@guichet/api';

/** Which tickets are selected, and where a range would start. */
export type Selection = { ids: ReadonlySet<Id>; anchor: Id | null };

export const NOTHING_SELECTED: Selection = { ids: new Set(), anchor: null };

/** Selects a ticket, or lets it go. */
export function toggled({ ids }: Selection, id: Id): Selection {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { ids: next, anchor: id };
}

/** Adds every ticket between the last one toggled and this one, in the order shown. */
export function extendedTo({ ids, anchor }: Selection, id: Id, order: readonly Id[]): Selection {
  const from = anchor === null ? order.indexOf(id) : order.indexOf(anchor);
  const to = order.indexOf(id);
  if (from < 0 || to < 0) return { ids: new Set([...ids, id]), anchor: id };
  const between = order.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { ids: new Set([...ids, ...between]), anchor: id };
}

/** Drops what is no longer in the list. The same object when nothing changed. */
export function keptTo(selection: Selection, order: readonly Id[]): Selection {
  const shown = new Set(order);
  const kept = [...selection.ids].filter((id) => shown.has(id));
  return kept.length === selection.ids.size ? selection : { ...selection, ids: new Set(kept) };
}
