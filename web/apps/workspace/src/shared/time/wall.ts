/** A day and a time as a clock on the wall shows them; months count from 1. */
export type WallTime = { year: number; month: number; day: number; hour: number; minute: number };

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
