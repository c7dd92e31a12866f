import type { Locale } from '@guichet/api';
import { INTL_TAG, type Translate } from '@/i18n/texts';
import { type Clock, format } from '@/shared/time/format';
import type { DayOfWeek, Schedule } from './api';
import { DAYS, LAST_DAY, WEEKS, WORKING_DAYS } from './schedule-draft';

/** What a schedule says, in a sentence: "Each month on the second Tuesday at 09:00". */
export function scheduleWords(schedule: Schedule, clock: Clock, t: Translate): string {
  const { locale } = clock;
  const when = { time: schedule.time.slice(0, 5) };
  const sentence = rhythm(schedule, locale, when, t);
  const bounds = [
    schedule.time_zone !== clock.timeZone && schedule.time_zone.replaceAll('_', ' '),
    new Date(schedule.starts_on) > clock.now &&
      t('recurrence.from', { date: dateWords(schedule.starts_on, locale) }),
    schedule.ends_on && t('recurrence.until', { date: dateWords(schedule.ends_on, locale) }),
  ];
  return [sentence, ...bounds.filter(Boolean)].join(' · ');
}

function rhythm(schedule: Schedule, locale: Locale, when: { time: string }, t: Translate): string {
  const { weekdays } = schedule;
  switch (schedule.frequency) {
    case 'daily':
      return t('recurrence.daily', when);
    case 'weekly': {
      if (weekdays.join() === WORKING_DAYS.join()) return t('recurrence.workdays', when);
      const names = weekdays.map((day) => dayName(day, locale));
      const days = new Intl.ListFormat(INTL_TAG[locale]).format(names);
      return t('recurrence.weekly', { ...when, days });
    }
    case 'monthly':
      return t('recurrence.monthly', { ...when, day: dayWords(schedule, locale, t) });
    case 'yearly': {
      const month = monthName(schedule.month ?? 1, locale);
      return t('recurrence.yearly', { ...when, month, day: dayWords(schedule, locale, t) });
    }
  }
}

const ORDINALS = ['one', 'two', 'few', 'other'] as const;

/** "the 24th", "the last day", "the second Tuesday". */
function dayWords({ week, weekday, day }: Schedule, locale: Locale, t: Translate): string {
  if (week && weekday) {
    return t('recurrence.nth', {
      nth: t(`recurrence.week.${placeOf(week)}`),
      day: dayName(weekday, locale),
    });
  }
  if (day === LAST_DAY) return t('recurrence.lastDay');
  const plural = new Intl.PluralRules(INTL_TAG[locale], { type: 'ordinal' });
  const form = ORDINALS.find((each) => each === plural.select(day ?? 1)) ?? 'other';
  return t(`recurrence.day.${form}`, { day: day ?? 1 });
}

const placeOf = (week: number) => WEEKS.find((each) => each === week) ?? 1;

// A Monday.
const WEEK_START = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

export function dayName(day: DayOfWeek, locale: Locale): string {
  const date = new Date(WEEK_START + DAYS.indexOf(day) * DAY_MS);
  return new Intl.DateTimeFormat(INTL_TAG[locale], { weekday: 'long', timeZone: 'UTC' }).format(
    date,
  );
}

export function monthName(month: number, locale: Locale): string {
  const date = new Date(Date.UTC(2024, month - 1, 1));
  return new Intl.DateTimeFormat(INTL_TAG[locale], { month: 'long', timeZone: 'UTC' }).format(date);
}

function dateWords(date: string, locale: Locale): string {
  const clock = { locale, timeZone: 'UTC', now: new Date() };
  return format(clock, { day: 'numeric', month: 'long', year: 'numeric' }, new Date(date));
}
