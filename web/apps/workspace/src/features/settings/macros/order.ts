import type { Id } from '@guichet/api';

type Placed = { id: Id; position: number };

/** The new places of those that move when one goes a step up or down; none at the ends. */
export function movedBy(macros: readonly Placed[], id: Id, step: 1 | -1): Placed[] {
  const order = macros.map((macro) => macro.id);
  const from = order.indexOf(id);
  const to = from + step;
  if (from < 0 || to < 0 || to >= order.length) return [];
  order.splice(from, 1);
  order.splice(to, 0, id);
  const before = new Map(macros.map((macro) => [macro.id, macro.position]));
  return order
    .map((each, position) => ({ id: each, position }))
    .filter((place) => before.get(place.id) !== place.position);
}
