import type { Instant } from '@guichet/api';
import { INTL_TAG } from '@/i18n/texts';
import { type Clock, capitalised, daysAgo, format, timeOf } from './format';
import { instantAt, wallTime } from './wall';

const NEAR_MS = 86_400_000;
const LAST_MINUTE = '23:59';

/** How pressing a time limit is: over, near (within a day), or neither. */
export function urgencyOf(due: Instant, clock: Clock): 'over' | 'near' | undefined {
  const left = new Date(due).getTime() - clock.now.getTime();
  if (left <= 0) return 'over';
  return left < NEAR_MS ? 'near' : undefined;
}

/** Until when: Today, Tomorrow, 12 Dec, 12 Dec 2027; with the time where it is not the end of the day. */
export function dueText(due: Instant, clock: Clock): string {
  const date = new Date(due);
  const time = timeOf(date, clock);
  const day = dayWord(date, clock);
  return time === LAST_MINUTE ? day : `${day} ${time}`;
}

function dayWord(date: Date, clock: Clock): string {
  const days = -daysAgo(date, clock);
  if (Math.abs(days) <= 1) {
    const words = new Intl.RelativeTimeFormat(INTL_TAG[clock.locale], { numeric: 'auto' });
    return capitalised(words.format(days, 'day'));
  }
  const year = (of: Date) => format(clock, { year: 'numeric' }, of);
  const options = { day: 'numeric', month: 'short' } as const;
  const isThisYear = year(date) === year(clock.now);
  return format(clock, isThisYear ? options : { ...options, year: 'numeric' }, date);
}

/** The day of an instant in a zone, as 2026-12-01. */
export function dayIn(instant: Instant, timeZone: string | undefined): string {
  const { year, month, day } = wallTime(new Date(instant), timeZone);
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}

/** The last minute of a day such as 2026-12-01 in a zone. */
export function endOfDay(date: string, timeZone: string | undefined): Instant {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return instantAt({ year, month, day, hour: 23, minute: 59 }, timeZone).toISOString();
}
