import {
  type Askable,
  type Clause,
  type Condition,
  type Conditions,
  conditionOf,
  isComplete,
  type Row,
  rowOf,
} from './conditions';

/** Conditions in a box of their own: all of them hold, or one does. */
export type Box = { key: number; mode: 'all' | 'any'; items: Item[] };
export type Item = Row | Box;

/** How many boxes may lie in each other; the server takes one more. */
export const DEEPEST = 3;

export const isBox = (item: Item): item is Box => 'items' in item;
const isCondition = (clause: Clause): clause is Condition => 'field' in clause;

let lastKey = 0;
/** Tells one row or box from all others. */
export function newKey(): number {
  lastKey += 1;
  return lastKey;
}

/** The rows and boxes of stored conditions. A box has one kind of conditions: another kind lies in a box inside. */
export function itemsOf(clauses: readonly Clause[], known: readonly Askable[]): Item[] {
  return clauses.map((clause) =>
    isCondition(clause) ? rowOf(newKey(), clause, known) : boxOf(clause, known),
  );
}

function boxOf({ all = [], any = [] }: Partial<Conditions>, known: readonly Askable[]): Box {
  const key = newKey();
  if (any.length === 0) return { key, mode: 'all', items: itemsOf(all, known) };
  const either = { mode: 'any' as const, items: itemsOf(any, known) };
  if (all.length === 0) return { key, ...either };
  return { key, mode: 'all', items: [...itemsOf(all, known), { key: newKey(), ...either }] };
}

/** The conditions behind rows and boxes, in the API's words. */
export function clausesOf(items: readonly Item[], known: readonly Askable[]): Clause[] {
  return items.map((item) => {
    if (!isBox(item)) return conditionOf(item, known);
    const clauses = clausesOf(item.items, known);
    return item.mode === 'all' ? { all: clauses, any: [] } : { all: [], any: clauses };
  });
}

/** What can be asked for already: complete rows, and the boxes that have any. */
export function completeItems(items: readonly Item[], known: readonly Askable[]): Item[] {
  return items.flatMap<Item>((item) => {
    if (!isBox(item)) return isComplete(item, known) ? [item] : [];
    const complete = completeItems(item.items, known);
    return complete.length > 0 ? [{ ...item, items: complete }] : [];
  });
}

/** Every row, however deep it lies. */
export function rowsIn(items: readonly Item[]): Row[] {
  return items.flatMap((item) => (isBox(item) ? rowsIn(item.items) : [item]));
}

/** The key of the row that a refusal such as `conditions.all[1].any[0]` is about. */
export function faultyKey(
  details: Record<string, unknown>,
  asked: { all: readonly Item[]; any: readonly Item[] },
): number | null {
  for (const name of Object.keys(details)) {
    const steps = [...name.matchAll(/\.(all|any)\[(\d+)\]/g)];
    if (!name.startsWith('conditions.') || steps.length === 0) continue;
    let items: readonly Item[] = asked[steps[0]?.[1] as 'all' | 'any'];
    for (const [index, step] of steps.entries()) {
      const item = items[Number(step[2])];
      if (item && !isBox(item)) return item.key;
      if (index < steps.length - 1) items = item?.items ?? [];
    }
  }
  return null;
}
