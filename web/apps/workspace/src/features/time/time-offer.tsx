import type { Id } from '@guichet/api';
import { IconStopwatch } from '@tabler/icons-react';
import { useI18n } from '@/i18n/provider';
import { durationText } from './duration';
import classes from './time.module.css';
import { useElapsed } from './timer-line';
import { keepTime, useTimer } from './timers';

/** In the composer while a timer is there: that its time is entered with the message, unless it is unticked. */
export function TimeOffer({ ticketId }: { ticketId: Id }) {
  const { t, locale } = useI18n();
  const timer = useTimer(ticketId);
  const seconds = useElapsed(timer);
  if (!timer) return null;
  return (
    <label className={classes.offer}>
      <IconStopwatch size={14} stroke={1.75} aria-hidden="true" />
      <input
        type="checkbox"
        checked={!timer.isKept}
        onChange={(event) => keepTime(ticketId, !event.currentTarget.checked)}
      />
      {t('time.offer', { time: durationText(seconds, locale) })}
    </label>
  );
}
