import { expect, test } from 'vitest';
import { fieldInstant, fieldValue, soonTimes } from './times';

const PARIS = 'Europe/Paris';
const soon = (now: string, timeZone = PARIS) =>
  soonTimes({ locale: 'en', timeZone, now: new Date(now) }).map(({ key, at }) => [
    key,
    at.toISOString().slice(0, 16),
  ]);

test('mornings are those of the reader’s zone', () => {
  expect(soon('2026-11-25T22:30:20Z')).toEqual([
    ['later', '2026-11-26T01:30'],
    ['tomorrow', '2026-11-26T07:00'],
    ['monday', '2026-11-30T07:00'],
  ]);
  expect(soon('2026-11-25T23:30:00Z')[1]).toEqual(['tomorrow', '2026-11-27T07:00']);
});

test('on a Sunday, tomorrow is Monday; on a Monday, Monday is in a week', () => {
  expect(soon('2026-11-29T12:00:00Z').map(([key]) => key)).toEqual(['later', 'tomorrow']);
  expect(soon('2026-11-30T12:00:00Z')[2]).toEqual(['monday', '2026-12-07T07:00']);
});

test('a morning after the clocks change is still at eight', () => {
  expect(soon('2026-03-28T12:00:00Z')[1]).toEqual(['tomorrow', '2026-03-29T06:00']);
});

test('a field’s value means the time it was made from', () => {
  const instant = new Date('2026-12-31T23:05:00Z');
  expect(fieldValue(instant, PARIS)).toBe('2027-01-01T00:05');
  expect(fieldInstant('2027-01-01T00:05', PARIS)).toEqual(instant);
  expect(fieldInstant('', PARIS)).toBeNull();
});
