import { expect, test } from 'vitest';
import { instantAt, wallTime } from './wall';

const PARIS = 'Europe/Paris';

test('a wall clock is read and set as its zone shows it, also where the clocks change', () => {
  const morning = { year: 2026, month: 10, day: 25, hour: 8, minute: 0 };
  expect(instantAt(morning, PARIS).toISOString()).toBe('2026-10-25T07:00:00.000Z');
  expect(wallTime(new Date('2026-10-25T07:00:30Z'), PARIS)).toEqual(morning);
  expect(instantAt({ ...morning, day: 24 }, PARIS).toISOString()).toBe('2026-10-24T06:00:00.000Z');
});

test('days beyond the month’s end run on into the next', () => {
  const wall = { year: 2026, month: 12, day: 32, hour: 0, minute: 30 };
  expect(instantAt(wall, PARIS).toISOString()).toBe('2026-12-31T23:30:00.000Z');
});
