import type { Id } from '@guichet/api';
import { useCommand } from '@/shared/keys';

type Options = {
  /** The row that the keyboard is at. */
  pointed: Id | null;
  move: (step: 1 | -1) => void;
  toggle: (id: Id, isRange?: boolean) => void;
};

/** J and K, and what selects: the keys that every list of tickets has. */
export function useRowCommands({ pointed, move, toggle }: Options) {
  useCommand({
    id: 'list.next',
    labelKey: 'list.next',
    group: 'move',
    keys: ['j'],
    run: () => move(1),
  });
  useCommand({
    id: 'list.previous',
    labelKey: 'list.previous',
    group: 'move',
    keys: ['k'],
    run: () => move(-1),
  });
  useCommand({
    id: 'list.select',
    labelKey: 'list.selectThis',
    group: 'move',
    keys: ['x'],
    when: () => pointed !== null,
    run: () => pointed !== null && toggle(pointed),
  });
  useCommand({
    id: 'list.selectRange',
    labelKey: 'list.selectToHere',
    group: 'move',
    keys: ['Shift+X'],
    when: () => pointed !== null,
    run: () => pointed !== null && toggle(pointed, true),
  });
}
