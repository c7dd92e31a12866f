import type { Id } from '@guichet/api';

/** Words that are selected in one message, and where they stand on the screen. */
export type SelectedWords = { commentId: Id; words: string; box: DOMRect };

/** The words selected now; null where they reach over more than one text, or are none. */
export function selectedWords(): SelectedWords | null {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const text = textAround(range.startContainer);
  // A selection of a whole paragraph ends at the very beginning of what follows.
  const isWithin = text !== null && (text === textAround(range.endContainer) || endsBehind(range));
  const words = selection.toString().trim();
  const message = text?.closest<HTMLElement>('[data-comment]');
  if (!isWithin || !message || !words) return null;
  return { commentId: Number(message.dataset.comment), words, box: range.getBoundingClientRect() };
}

function textAround(node: Node): Element | null {
  const element = node instanceof Element ? node : node.parentElement;
  return element?.closest('[data-words]') ?? null;
}

function endsBehind(range: Range): boolean {
  return range.endOffset === 0 && !textAround(range.endContainer);
}
