import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useClock } from '@/features/session/use-session';
import { useT } from '@/i18n/provider';
import { capitalised, format, knownTimeZone } from '@/shared/time/format';
import { type Schedule, scheduleTimesQuery } from './api';
import classes from './recurring.module.css';
import { scheduleWords } from './schedule-words';

/** What a schedule says in words, and its next times by the clocks of its zone. */
export function SchedulePreview({ schedule }: { schedule: Schedule }) {
  const t = useT();
  const clock = useClock();
  const [asked] = useDebouncedValue(schedule, 200);
  const { data: times, isError } = useQuery({
    ...scheduleTimesQuery(asked),
    placeholderData: keepPreviousData,
  });
  const ofZone = { ...clock, timeZone: knownTimeZone(schedule.time_zone) };
  return (
    <section className={classes.preview} aria-label={t('recurrence.next')} aria-live="polite">
      <b>{scheduleWords(schedule, clock, t)}</b>
      {times && times.length > 0 && !isError && (
        <ol>
          {times.map((time) => (
            <li key={time}>
              {capitalised(
                format(ofZone, { dateStyle: 'full', timeStyle: 'short' }, new Date(time)),
              )}
            </li>
          ))}
        </ol>
      )}
      {times?.length === 0 && <span>{t('recurrence.never')}</span>}
    </section>
  );
}
