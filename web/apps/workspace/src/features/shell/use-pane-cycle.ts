import { useCommand } from '@/shared/keys';

/** F6 moves the focus from pane to pane, Shift+F6 back. Panes mark themselves with `data-pane`. */
export function usePaneCycle() {
  useCommand({
    id: 'shell.nextPane',
    labelKey: 'shell.nextPane',
    group: 'move',
    keys: ['F6'],
    whileTyping: true,
    run: () => focusPane(1),
  });
  useCommand({
    id: 'shell.previousPane',
    labelKey: 'shell.previousPane',
    group: 'move',
    keys: ['Shift+F6'],
    whileTyping: true,
    run: () => focusPane(-1),
  });
}

function focusPane(step: 1 | -1) {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')];
  if (panes.length === 0) return;
  const current = panes.findIndex((pane) => pane.contains(document.activeElement));
  const start = current < 0 && step < 0 ? 0 : current;
  panes[(start + step + panes.length) % panes.length]?.focus();
}
