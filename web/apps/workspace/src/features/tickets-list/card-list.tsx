import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useClock } from '@/features/session/use-session';
import { useT } from '@/i18n/provider';
import { useScreen } from '@/shared/ui';
import classes from './card-list.module.css';
import { GroupHeading } from './group-heading';
import { indexOf, isHeading, isHeadingAt, keyOf } from './lines';
import type { Row } from './rows';
import { SwipeToSolve } from './swipe-to-solve';
import { TicketCard } from './ticket-card';
import type { ListModel } from './use-list';
import { useReadAhead } from './use-read-ahead';

const CARD_PX = 74;
const PHONE_CARD_PX = 92;
export const HEADING_PX = 34;

/** The tickets as cards; only those on the screen exist, the rest is read as one scrolls. */
export function CardList({ list }: { list: ListModel }) {
  const t = useT();
  const clock = useClock();
  const { isPhone } = useScreen();
  const scroller = useRef<HTMLDivElement>(null);
  const { lines, currentId } = list;
  const size = isPhone ? PHONE_CARD_PX : CARD_PX;
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (isHeadingAt(lines, index) ? HEADING_PX : size),
    overscan: 6,
    getItemKey: (index) => keyOf(lines[index], index),
    paddingStart: isPhone ? 0 : 2,
    paddingEnd: isPhone ? 0 : 2,
  });
  const items = virtualizer.getVirtualItems();
  useReadAhead(list, virtualizer);

  const currentIndex = indexOf(lines, currentId);
  useEffect(() => {
    const { startIndex, endIndex } = virtualizer.range ?? { startIndex: 0, endIndex: 0 };
    // Scrolling makes the browser lay the page out; a card well inside the list needs none.
    if (currentIndex > startIndex && currentIndex < endIndex) return;
    if (currentIndex >= 0) virtualizer.scrollToIndex(currentIndex, { align: 'auto' });
  }, [currentIndex, virtualizer]);

  const card = (row: Row) => (
    <TicketCard
      row={row}
      to={list.pathOf(row.ticket.id)}
      clock={clock}
      isCurrent={row.ticket.id === currentId}
      isSelected={list.selected.has(row.ticket.id)}
      showsBox={list.selected.size > 0}
      onToggle={list.toggle}
      onApproach={list.prefetch}
    />
  );
  const within = (row: Row) =>
    isPhone ? <SwipeToSolve ticket={row.ticket}>{card(row)}</SwipeToSolve> : card(row);
  return (
    <div ref={scroller} className={classes.list}>
      <ul
        className={classes.items}
        style={{ height: virtualizer.getTotalSize() }}
        aria-label={t('list.tickets')}
      >
        {items.map((item) => {
          const line = lines[item.index];
          return (
            line && (
              <li
                key={item.key}
                className={classes.item}
                data-first={item.index === 0 || undefined}
                data-after-current={
                  (currentIndex >= 0 && item.index === currentIndex + 1) || undefined
                }
                style={{ transform: `translateY(${item.start}px)` }}
              >
                {isHeading(line) && list.by && <GroupHeading group={line.heading} by={list.by} />}
                {!isHeading(line) && within(line.row)}
              </li>
            )
          );
        })}
      </ul>
    </div>
  );
}
