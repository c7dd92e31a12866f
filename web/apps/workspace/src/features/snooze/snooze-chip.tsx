import type { Snooze } from '@guichet/api';
import { IconZzz } from '@tabler/icons-react';
import chip from '@/features/related/related.module.css';
import { useClock } from '@/features/session/use-session';
import { useT } from '@/i18n/provider';
import { comingTime, fullTime } from '@/shared/time/format';

/** Under the subject: until when the ticket is put away. */
export function SnoozeChip({ snooze }: { snooze: Snooze | null }) {
  const t = useT();
  const clock = useClock();
  if (!snooze) return null;
  const { until } = snooze;
  return (
    <span className={chip.chip} title={until ? fullTime(until, clock) : undefined}>
      <IconZzz size={13} stroke={1.75} aria-hidden="true" />
      {until ? t('snooze.until', { time: comingTime(until, clock) }) : t('snooze.waits')}
    </span>
  );
}
