import type { Clock } from '@/shared/time/format';
import { instantAt, wallTime } from '@/shared/time/wall';

export type SoonKey = 'later' | 'tomorrow' | 'monday';
export type Soon = { key: SoonKey; at: Date };

const HOUR_MS = 3_600_000;
const LATER_HOURS = 3;
const MORNING = 8;
const MONDAY = 1;

/** The times that are asked for most: in three hours, tomorrow morning, Monday morning; none twice. */
export function soonTimes({ now, timeZone }: Clock): Soon[] {
  const today = wallTime(now, timeZone);
  const weekday = new Date(Date.UTC(today.year, today.month - 1, today.day)).getUTCDay();
  const untilMonday = (MONDAY - weekday + 7) % 7 || 7;
  const morning = (days: number) =>
    instantAt({ ...today, day: today.day + days, hour: MORNING, minute: 0 }, timeZone);
  const later = new Date(now.getTime() + LATER_HOURS * HOUR_MS);
  later.setUTCSeconds(0, 0);
  const soon: Soon[] = [
    { key: 'later', at: later },
    { key: 'tomorrow', at: morning(1) },
  ];
  if (untilMonday > 1) soon.push({ key: 'monday', at: morning(untilMonday) });
  return soon;
}

const two = (number: number) => String(number).padStart(2, '0');

/** As a field for day and time holds it: `2026-11-23T08:00`. */
export function fieldValue(instant: Date, timeZone: string | undefined): string {
  const { year, month, day, hour, minute } = wallTime(instant, timeZone);
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`;
}

/** What such a field means; null for nothing. */
export function fieldInstant(value: string, timeZone: string | undefined): Date | null {
  const [year, month, day, hour, minute] = (value.match(/\d+/g) ?? []).map(Number);
  if (!year || !month || !day || hour === undefined || minute === undefined) return null;
  return instantAt({ year, month, day, hour, minute }, timeZone);
}
