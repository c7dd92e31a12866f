import type { Instant, Locale } from '@guichet/api';
import { INTL_TAG } from '@/i18n/texts';

const DAY_MS = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();
const zones = new Map<string, string | undefined>();

/** Where and when a time is read: the language, the reader's time zone and the present. */
export type Clock = { locale: Locale; timeZone?: string; now: Date };

/** A date in the reader's language and zone. */
export function format(clock: Clock, options: Intl.DateTimeFormatOptions, date: Date): string {
  const key = `${clock.locale}|${clock.timeZone}|${JSON.stringify(options)}`;
  let formatter = formats.get(key);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat(INTL_TAG[clock.locale], {
      ...options,
      timeZone: clock.timeZone,
    });
    formats.set(key, formatter);
  }
  return formatter.format(date);
}

/** Whole days between two instants as the reader's calendar counts them. */
export function daysAgo(date: Date, clock: Clock): number {
  const dayOf = (instant: Date) => {
    const parts = format(
      { ...clock, locale: 'en' },
      { year: 'numeric', month: '2-digit', day: '2-digit' },
      instant,
    );
    const [day, month, year] = parts.split('/').map(Number);
    return Date.UTC(year ?? 0, (month ?? 1) - 1, day);
  };
  return Math.round((dayOf(clock.now) - dayOf(date)) / DAY_MS);
}

/** The time of day, such as 09:42. */
export const timeOf = (date: Date, clock: Clock) =>
  format(clock, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, date);

function dayOf(date: Date, clock: Clock): string {
  const days = daysAgo(date, clock);
  if (days < 7) return format(clock, { weekday: 'short' }, date);
  const isThisYear =
    format(clock, { year: 'numeric' }, date) === format(clock, { year: 'numeric' }, clock.now);
  return format(
    clock,
    isThisYear
      ? { day: 'numeric', month: 'short' }
      : { day: 'numeric', month: 'short', year: 'numeric' },
    date,
  );
}

export const capitalised = (text: string) => text.charAt(0).toLocaleUpperCase() + text.slice(1);

/** For lists: 09:42, Yesterday, Thu, 12 Nov, 12 Nov 2025. `yesterday` is the word for it. */
export function shortTime(instant: Instant, clock: Clock, yesterday: string): string {
  const date = new Date(instant);
  const days = daysAgo(date, clock);
  if (days <= 0) return timeOf(date, clock);
  if (days === 1) return yesterday;
  return capitalised(dayOf(date, clock));
}

/** For messages: 09:42 today, otherwise the day and the time, such as Thu 16:12. */
export function messageTime(instant: Instant, clock: Clock): string {
  const date = new Date(instant);
  const time = timeOf(date, clock);
  return daysAgo(date, clock) <= 0 ? time : `${dayOf(date, clock)} ${time}`;
}

/** For what is ahead: 16:00 today, Tue 08:00 within a week, then 12 Jan 08:00. */
export function comingTime(instant: Instant, clock: Clock): string {
  const date = new Date(instant);
  const days = -daysAgo(date, clock);
  const time = timeOf(date, clock);
  if (days <= 0) return time;
  if (days < 7) return `${format(clock, { weekday: 'short' }, date)} ${time}`;
  return `${format(clock, { day: 'numeric', month: 'short' }, date)} ${time}`;
}

/** The whole date and time, for tooltips. */
export function fullTime(instant: Instant, clock: Clock): string {
  return format(clock, { dateStyle: 'full', timeStyle: 'short' }, new Date(instant));
}

/** Month and year, such as March 2025. */
export function monthOf(instant: Instant, clock: Clock): string {
  return format(clock, { month: 'long', year: 'numeric' }, new Date(instant));
}

/** Bytes as 84 kB, 1.8 MB; in French 84 ko, 1,8 Mo. */
export function fileSize(bytes: number, locale: Locale): string {
  const units = locale === 'fr' ? ['o', 'ko', 'Mo', 'Go'] : ['B', 'kB', 'MB', 'GB'];
  const step = bytes < 1000 ? 0 : Math.min(3, Math.floor(Math.log10(bytes) / 3));
  const digits = step >= 2 ? 1 : 0;
  const value = new Intl.NumberFormat(INTL_TAG[locale], { maximumFractionDigits: digits });
  return `${value.format(bytes / 1000 ** step)}\u00a0${units[step]}`;
}

/** The zone when this browser knows it, so that an odd setting never breaks a page. */
export function knownTimeZone(name: string | undefined): string | undefined {
  if (!name) return undefined;
  // Asked for by every message, and slow to find out.
  if (!zones.has(name)) zones.set(name, resolvedZone(name));
  return zones.get(name);
}

function resolvedZone(name: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}
