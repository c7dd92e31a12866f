import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react';

type Key = string | number;

/** The list after one of it was put at another place. */
export function moved<Item>(items: readonly Item[], item: Item, place: number): Item[] {
  const others = items.filter((each) => each !== item);
  const index = Math.min(others.length, Math.max(0, place));
  return [...others.slice(0, index), item, ...others.slice(index)];
}

/**
 * Lets a list be put in order: dragged by the handles of its rows, or moved by the arrow keys on a
 * handle. The rows are the children of `list`, in the order given back.
 */
export function useSortable<Id extends Key>(ids: readonly Id[], onReorder: (ids: Id[]) => void) {
  const list = useRef<HTMLUListElement>(null);
  const latest = useRef<(ids: Id[]) => void>(onReorder);
  const [dragged, setDragged] = useState<{ id: Id; order: Id[] } | null>(null);
  const focused = useRef<HTMLElement | null>(null);
  useEffect(() => {
    latest.current = onReorder;
    // A row that is moved in the page loses the focus.
    if (document.activeElement === document.body) focused.current?.focus();
    focused.current = null;
  });

  const isDragging = dragged !== null;
  useEffect(() => {
    if (!isDragging) return;
    // On the window, as the handle itself moves about with its row.
    const move = (event: globalThis.PointerEvent) =>
      setDragged((now) => now && { ...now, order: overtaken(now, list.current, event.clientY) });
    const drop = () =>
      setDragged((now) => {
        if (now) queueMicrotask(() => latest.current(now.order));
        return null;
      });
    const cancel = () => setDragged(null);
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', drop);
    window.addEventListener('pointercancel', cancel);
    return () => {
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', drop);
      window.removeEventListener('pointercancel', cancel);
    };
  }, [isDragging]);

  return {
    list,
    order: dragged?.order ?? ids,
    dragged: dragged?.id,
    /** What the handle of a row needs. */
    handle: (id: Id) => ({
      onPointerDown(event: PointerEvent) {
        if (event.button === 0) setDragged({ id, order: [...ids] });
      },
      onKeyDown(event: KeyboardEvent<HTMLElement>) {
        const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
        if (!step) return;
        event.preventDefault();
        focused.current = event.currentTarget;
        const place = ids.indexOf(id) + step;
        if (place >= 0 && place < ids.length) onReorder(moved(ids, id, place));
      },
    }),
  };
}

/** The order while a row is dragged: it stands where the pointer is. */
function overtaken<Id extends Key>(
  { id, order }: { id: Id; order: Id[] },
  list: HTMLUListElement | null,
  y: number,
): Id[] {
  const rows = [...(list?.children ?? [])];
  const place = rows.findIndex((row) => y < row.getBoundingClientRect().bottom);
  return moved(order, id, place < 0 ? order.length : place);
}
