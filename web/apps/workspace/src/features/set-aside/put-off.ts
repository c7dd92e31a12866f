import type { Id } from '@guichet/api';
import type { TextKey } from '@/i18n/texts';
import { createStore, useStore } from '@/shared/store';
import { toasts } from '@/shared/toast/toast-store';

type Deed = {
  /** The list that the rows leave. */
  list: string;
  ids: readonly Id[];
  doneKey: TextKey;
  failedKey: TextKey;
  run: (ids: readonly Id[]) => Promise<unknown>;
  /** Reads again what it changed. */
  refresh: () => Promise<unknown>;
};

const leaving = createStore<readonly string[]>([]);
const markOf = (list: string, id: Id) => `${list} ${id}`;

/**
 * Does what cannot be taken back once its undo is over; until then the rows only look gone.
 */
export function putOff({ list, ids, doneKey, failedKey, run, refresh }: Deed) {
  const marks = ids.map((id) => markOf(list, id));
  const show = () => leaving.set(leaving.get().filter((mark) => !marks.includes(mark)));
  leaving.set([...leaving.get(), ...marks]);
  const settle = async () => {
    try {
      await run(ids);
    } catch {
      toasts.show({ textKey: failedKey, tone: 'failed' });
    }
    await refresh();
    show();
  };
  toasts.show({
    textKey: doneKey,
    values: { count: ids.length },
    undo: show,
    settle: () => void settle(),
  });
}

/** The rows of a list that have not been asked to leave. */
export function useStaying<Row extends { id: Id }>(list: string, rows: readonly Row[]): Row[] {
  const marks = useStore(leaving);
  return rows.filter((row) => !marks.includes(markOf(list, row.id)));
}
