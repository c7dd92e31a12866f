import type { Virtualizer } from '@tanstack/react-virtual';
import { useEffect } from 'react';
import type { ListModel } from './use-list';

/** So many lines before the end more are read: a second or two of scrolling. */
const AHEAD = 60;
/** Fewer where nobody has scrolled yet: most look at the beginning only. */
const AHEAD_AT_REST = 8;

/** Reads more of a list before its end is reached, so that scrolling on never stops there. */
export function useReadAhead(
  { lines, hasMore, loadMore }: Pick<ListModel, 'lines' | 'hasMore' | 'loadMore'>,
  virtualizer: Virtualizer<HTMLDivElement, Element>,
) {
  const lastShown = virtualizer.getVirtualItems().at(-1)?.index ?? 0;
  const ahead = virtualizer.scrollOffset ? AHEAD : AHEAD_AT_REST;
  const isNearEnd = lastShown >= lines.length - ahead;
  useEffect(() => {
    if (hasMore && isNearEnd) loadMore();
  }, [hasMore, isNearEnd, loadMore]);
}
