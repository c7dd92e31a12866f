import type { Id } from '@guichet/api';
import { useNavigate } from 'react-router';
import type { ListModel } from '@/features/tickets-list/use-list';
import { useRowCommands } from '@/features/tickets-list/use-row-commands';
import { useCommand } from '@/shared/keys';

type Options = {
  list: Pick<
    ListModel,
    'currentId' | 'rows' | 'neighbour' | 'pathOf' | 'toggle' | 'selectEverything'
  >;
  /** Where one goes back to from a ticket. */
  backTo: string;
  /** The ticket that is open, if any. */
  openId: Id | null;
  /** Whether moving opens the next ticket beside the list, or only points at it. */
  opensOnMove: boolean;
  /** What the next key is about. */
  onPoint: (id: Id) => void;
};

/** J and K, open and back, select: what the keyboard does with the list. */
export function useListCommands({ list, backTo, openId, opensOnMove, onPoint }: Options) {
  const navigate = useNavigate();
  const pointed = list.currentId;
  const move = (step: 1 | -1) => {
    const id = list.neighbour(step);
    if (id === null) return;
    // Before the page has moved: opening takes longer than the next key.
    onPoint(id);
    if (opensOnMove || openId !== null)
      void navigate(list.pathOf(id), { replace: openId !== null });
  };
  useRowCommands({ pointed, move, toggle: list.toggle });
  useCommand({
    id: 'list.open',
    labelKey: 'list.open',
    group: 'move',
    keys: ['o', 'Enter'],
    when: () => pointed !== null && openId === null,
    run: () => void (pointed !== null && navigate(list.pathOf(pointed))),
  });
  useCommand({
    id: 'list.back',
    labelKey: 'list.back',
    group: 'move',
    keys: ['u', 'Escape'],
    when: () => openId !== null,
    run: () => void navigate(backTo),
  });
  useCommand({
    id: 'list.selectEverything',
    labelKey: 'list.selectEverything',
    group: 'move',
    keys: ['Shift+A'],
    when: () => list.rows.length > 0,
    run: list.selectEverything,
  });
}
