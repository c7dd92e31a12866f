import type { RefObject } from 'react';
import { useCommand } from '@/shared/keys';

/** Shift+J and Shift+K move through the open messages. */
export function useMessageCommands(scroller: RefObject<HTMLElement | null>) {
  const move = (step: 1 | -1) => {
    const messages = [...(scroller.current?.querySelectorAll<HTMLElement>('[data-message]') ?? [])];
    const current = messages.findIndex((message) => message.contains(document.activeElement));
    const start = current < 0 ? messages.length : current;
    const next = messages[Math.min(messages.length - 1, Math.max(0, start + step))];
    next?.focus({ preventScroll: true });
    next?.scrollIntoView({ block: 'nearest' });
  };
  useCommand({
    id: 'message.next',
    labelKey: 'conversation.nextMessage',
    group: 'move',
    keys: ['Shift+J'],
    run: () => move(1),
  });
  useCommand({
    id: 'message.previous',
    labelKey: 'conversation.previousMessage',
    group: 'move',
    keys: ['Shift+K'],
    run: () => move(-1),
  });
}
