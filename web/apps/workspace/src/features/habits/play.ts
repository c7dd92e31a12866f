import type { Id } from '@guichet/api';
import { useNavigate } from 'react-router';
import { presentPeople } from '@/features/live/present-people';
import { useMe, usePreferences } from '@/features/session/use-session';
import type { ListModel } from '@/features/tickets-list/use-list';
import { createStore, useStore } from '@/shared/store';
import { toasts } from '@/shared/toast/toast-store';
import { nextServed } from './next-served';

/** A view that is worked through ticket by ticket, and what of it was served already. */
type Play = { viewId: Id; seen: readonly Id[] };

const play = createStore<Play | null>(null);

type Options = { list: ListModel; viewId: Id; viewPath: string; openId: Id | null };

/** Serves the tickets of a view one after the other, and says where an agent goes after sending. */
export function usePlay({ list, viewId, viewPath, openId }: Options) {
  const navigate = useNavigate();
  const me = useMe();
  const [{ after_sending: afterSending = 'stay' }] = usePreferences();
  const current = useStore(play);
  const isPlaying = current?.viewId === viewId;
  const seen = isPlaying ? current.seen : [];
  const order = list.rows.map((row) => row.ticket.id);
  // Looked up when it matters: the list is not drawn again whenever a colleague opens a ticket.
  const isTaken = (id: Id) =>
    (presentPeople.get().get(id) ?? []).some(({ user_id }) => user_id !== me.id);
  const left = order.filter((id) => id !== openId && !seen.includes(id)).length;

  function serve(alreadySeen: readonly Id[]) {
    const next = nextServed({ order, seen: alreadySeen, isTaken });
    if (next === null) {
      play.set(null);
      toasts.show({ textKey: 'habits.allServed' });
      return void navigate(viewPath);
    }
    play.set({ viewId, seen: [...alreadySeen, next] });
    void navigate(list.pathOf(next), { replace: openId !== null });
  }

  function goOn() {
    if (isPlaying) return serve(seen);
    if (afterSending === 'stay' || openId === null) return;
    const next = list.neighbour(1);
    const isLast = next === null || next === openId;
    const goesToNext = afterSending === 'next' && !isLast;
    void navigate(goesToNext ? list.pathOf(next) : viewPath, { replace: goesToNext });
  }

  return {
    /** The open ticket was served: back on the list one can begin anew. */
    isServing: isPlaying && openId !== null,
    /** How many are still to be served, as far as the list is read. */
    left,
    canStart: order.length > 0,
    start: () => serve([]),
    skip: () => serve(seen),
    stop: () => play.set(null),
    goOn,
  };
}

export type PlayModel = ReturnType<typeof usePlay>;
