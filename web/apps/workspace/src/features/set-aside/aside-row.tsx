import type { Id, Instant } from '@guichet/api';
import { type ReactNode, useEffect, useRef } from 'react';
import { useClock } from '@/features/session/use-session';
import { useT } from '@/i18n/provider';
import { fullTime, shortTime } from '@/shared/time/format';
import { CheckBox } from '@/shared/ui';
import classes from './aside-row.module.css';
import type { Picked } from './use-picked';

type Props = {
  id: Id;
  /** What its box selects, for screen readers. */
  boxLabel: string;
  at: Instant;
  picked: Picked;
  /** What is known about it, in one line or two. */
  children: ReactNode;
  /** Buttons of this row alone. */
  actions?: ReactNode;
  /** Below the line while the row is open. */
  content?: ReactNode;
};

/** One row of what was set aside: selected by its box, pointed at by the keyboard. */
export function AsideRow({ id, boxLabel, at, picked, children, actions, content }: Props) {
  const t = useT();
  const clock = useClock();
  const row = useRef<HTMLLIElement>(null);
  const isPointed = picked.pointed === id;
  const isSelected = picked.selected.has(id);
  useEffect(() => {
    if (isPointed) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isPointed]);
  return (
    <li
      ref={row}
      className={classes.row}
      data-pointed={isPointed || undefined}
      data-selected={isSelected || undefined}
    >
      <div className={classes.line}>
        <CheckBox
          label={boxLabel}
          checked={isSelected}
          onChange={(isRange) => picked.toggle(id, isRange)}
        />
        {children}
        <span className={classes.actions}>{actions}</span>
        <time className={classes.time} dateTime={at} title={fullTime(at, clock)}>
          {shortTime(at, clock, t('time.yesterday'))}
        </time>
      </div>
      {content}
    </li>
  );
}
