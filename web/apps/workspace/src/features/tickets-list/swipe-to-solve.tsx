import type { ListedTicket } from '@guichet/api';
import { IconCheck } from '@tabler/icons-react';
import { type ReactNode, type TouchEvent, useRef, useState } from 'react';
import { useChangeTicket } from '@/features/tickets/use-change-ticket';
import { useT } from '@/i18n/provider';
import classes from './swipe-to-solve.module.css';

/** How far a finger has to go for the ticket to be solved, in pixels. */
const ENOUGH_PX = 86;
/** Under this it may still be a scroll. */
const SLACK_PX = 12;

type Props = { ticket: ListedTicket; children: ReactNode };

/** On a phone: pushing a card to the right solves its ticket. The open ticket has a button for it. */
export function SwipeToSolve({ ticket, children }: Props) {
  const t = useT();
  const change = useChangeTicket(ticket.id);
  const start = useRef<{ x: number; y: number } | null>(null);
  const [shift, setShift] = useState(0);
  if (ticket.status === 'solved' || ticket.status === 'closed') return children;

  function handleStart({ touches }: TouchEvent) {
    const touch = touches[0];
    start.current = touch ? { x: touch.clientX, y: touch.clientY } : null;
  }
  function handleMove({ touches }: TouchEvent) {
    const touch = touches[0];
    if (!touch || !start.current) return;
    const across = touch.clientX - start.current.x;
    const down = Math.abs(touch.clientY - start.current.y);
    if (shift === 0 && (across < SLACK_PX || down > across)) return;
    setShift(Math.min(ENOUGH_PX, Math.max(0, across)));
  }
  function handleEnd() {
    if (shift >= ENOUGH_PX) change.mutate({ change: { status: 'solved' } });
    start.current = null;
    setShift(0);
  }
  return (
    <div
      className={classes.swipe}
      onTouchStart={handleStart}
      onTouchMove={handleMove}
      onTouchEnd={handleEnd}
      onTouchCancel={handleEnd}
    >
      {shift > 0 && (
        <span className={classes.label} aria-hidden="true">
          <IconCheck size={22} stroke={1.75} />
          {t('list.solve')}
        </span>
      )}
      <div className={classes.card} style={{ transform: `translateX(${shift}px)` }}>
        {children}
      </div>
    </div>
  );
}
