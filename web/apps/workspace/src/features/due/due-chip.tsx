import type { Instant } from '@guichet/api';
import { IconCalendarDue } from '@tabler/icons-react';
import { useT } from '@/i18n/provider';
import { dueText, urgencyOf } from '@/shared/time/due';
import { type Clock, fullTime } from '@/shared/time/format';
import classes from './due.module.css';

type Props = {
  due: Instant;
  clock: Clock;
  /** What is done is not pressing any more. */
  isDone?: boolean;
};

/** Until when something is to be done; coloured as soon as that is near or over. */
export function DueChip({ due, clock, isDone = false }: Props) {
  const t = useT();
  const urgency = isDone ? undefined : urgencyOf(due, clock);
  const time = fullTime(due, clock);
  return (
    <time
      className={classes.chip}
      dateTime={due}
      data-urgency={urgency}
      title={t(urgency === 'over' ? 'due.over' : 'due.until', { time })}
    >
      <IconCalendarDue size={12} stroke={1.75} aria-hidden="true" />
      {dueText(due, clock)}
    </time>
  );
}
