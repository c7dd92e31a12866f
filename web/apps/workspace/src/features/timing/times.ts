import type { Clock } from '@/shared/time/format';

/** A day and a time as a clock on the wall shows them; months count from 1. */
export type WallTime = { year: number; month: number; day: number; hour: number; minute: number };

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

/** What a clock on the wall of a zone shows. */
export function wallTime(instant: Date, timeZone: string | undefined): WallTime {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, value]));
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.get(type));
  return {
    year: part('year'),
    month: part('month'),
    day: part('day'),
    hour: part('hour'),
    minute: part('minute'),
  };
}

/** When a clock on the wall of a zone shows this. Days beyond the month's end run on into the next. */
export function instantAt(wall: WallTime, timeZone: string | undefined): Date {
  const asUtc = utcOf(wall);
  const offset = (instant: number) => utcOf(wallTime(new Date(instant), timeZone)) - instant;
  const guess = asUtc - offset(asUtc);
  // The clocks may change between the guess and the time itself.
  return new Date(asUtc - offset(guess));
}

const utcOf = ({ year, month, day, hour, minute }: WallTime) =>
  Date.UTC(year, month - 1, day, hour, minute);

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
