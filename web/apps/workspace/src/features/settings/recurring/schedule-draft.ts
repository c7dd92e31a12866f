import { type WallTime, wallTime } from '@/shared/time/wall';
import type { DayOfWeek, Schedule } from './api';

export const DAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const satisfies DayOfWeek[];
export const WORKING_DAYS: readonly DayOfWeek[] = DAYS.slice(0, 5);
/** Which of a month's weekdays; -1 is the last. */
export const WEEKS = [1, 2, 3, 4, -1] as const;
/** The last day of any month: shorter ones end before. */
export const LAST_DAY = 31;

/** How often, as one chooses it. */
export const REPEATS = ['daily', 'workdays', 'weekly', 'monthly', 'yearly'] as const;
export type Repeat = (typeof REPEATS)[number];

/** A schedule as its form holds it. */
export type ScheduleDraft = {
  repeat: Repeat;
  weekdays: readonly DayOfWeek[];
  month: number;
  day: number;
  /** Null for a day by its number. */
  week: number | null;
  weekday: DayOfWeek;
  time: string;
  timeZone: string;
  startsOn: string;
  /** Empty for no end. */
  endsOn: string;
};

const two = (number: number) => String(number).padStart(2, '0');
const dateOf = ({ year, month, day }: WallTime) => `${year}-${two(month)}-${two(day)}`;

/** What a new one begins with: each working day at nine, from today. */
export function newSchedule(now: Date, timeZone: string): ScheduleDraft {
  const today = wallTime(now, timeZone);
  const weekday = DAYS[(new Date(dateOf(today)).getUTCDay() + 6) % 7] ?? 'monday';
  return {
    repeat: 'workdays',
    weekdays: [weekday],
    month: today.month,
    day: today.day,
    week: null,
    weekday,
    time: '09:00',
    timeZone,
    startsOn: dateOf(today),
    endsOn: '',
  };
}

/** A schedule in its form; what it does not say stays as a new one has it. */
export function scheduleDraftOf(schedule: Schedule, now: Date): ScheduleDraft {
  const isWorkdays =
    schedule.frequency === 'weekly' && schedule.weekdays.join() === WORKING_DAYS.join();
  const blank = newSchedule(now, schedule.time_zone);
  return {
    repeat: isWorkdays ? 'workdays' : schedule.frequency,
    weekdays: schedule.weekdays.length > 0 ? schedule.weekdays : blank.weekdays,
    month: schedule.month ?? blank.month,
    day: schedule.day ?? blank.day,
    week: schedule.week ?? null,
    weekday: schedule.weekday ?? blank.weekday,
    time: schedule.time.slice(0, 5),
    timeZone: schedule.time_zone,
    startsOn: schedule.starts_on,
    endsOn: schedule.ends_on ?? '',
  };
}

/** What a form says; null while a day or the time is missing. */
export function scheduleOf(draft: ScheduleDraft): Schedule | null {
  const { repeat, week, weekday, day, month, weekdays, time, timeZone, startsOn, endsOn } = draft;
  if (time === '' || startsOn === '') return null;
  const isByMonth = repeat === 'monthly' || repeat === 'yearly';
  const byDay = week === null ? { day, week, weekday: null } : { day: null, week, weekday };
  const chosen = repeat === 'workdays' ? WORKING_DAYS : repeat === 'weekly' ? weekdays : [];
  return {
    frequency: repeat === 'workdays' ? 'weekly' : repeat,
    weekdays: DAYS.filter((each) => chosen.includes(each)),
    month: repeat === 'yearly' ? month : null,
    ...(isByMonth ? byDay : { day: null, week: null, weekday: null }),
    time,
    time_zone: timeZone,
    starts_on: startsOn,
    ends_on: endsOn || null,
  };
}
