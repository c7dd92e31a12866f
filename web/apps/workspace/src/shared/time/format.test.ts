import { expect, test } from 'vitest';
import { type Clock, comingTime, fileSize, knownTimeZone, messageTime, shortTime } from './format';

// Sunday 22 November 2026, 10:05 in Paris.
const english: Clock = {
  locale: 'en',
  timeZone: 'Europe/Paris',
  now: new Date('2026-11-22T09:05:00Z'),
};
const french: Clock = { ...english, locale: 'fr' };

test('today is shown as a time in the reader’s zone', () => {
  expect(shortTime('2026-11-22T08:42:00Z', english, 'Yesterday')).toBe('09:42');
});

test('yesterday begins at the reader’s midnight', () => {
  expect(shortTime('2026-11-21T23:30:00Z', english, 'Yesterday')).toBe('00:30');
  expect(shortTime('2026-11-21T22:30:00Z', english, 'Yesterday')).toBe('Yesterday');
});

test('this week is a day, this year a date, before that a date with its year', () => {
  expect(shortTime('2026-11-19T15:12:00Z', english, 'Yesterday')).toBe('Thu');
  expect(shortTime('2026-11-19T15:12:00Z', french, 'Hier')).toBe('Jeu.');
  expect(shortTime('2026-10-02T15:12:00Z', english, 'Yesterday')).toBe('2 Oct');
  expect(shortTime('2025-10-02T15:12:00Z', english, 'Yesterday')).toBe('2 Oct 2025');
});

test('what is ahead is told by its time, its day, or its date', () => {
  expect(comingTime('2026-11-22T15:00:00Z', english)).toBe('16:00');
  expect(comingTime('2026-11-23T07:00:00Z', english)).toBe('Mon 08:00');
  expect(comingTime('2026-11-23T07:00:00Z', french)).toBe('lun. 08:00');
  expect(comingTime('2027-01-12T07:00:00Z', english)).toBe('12 Jan 08:00');
});

test('a message of another day carries day and time', () => {
  expect(messageTime('2026-11-22T08:42:00Z', english)).toBe('09:42');
  expect(messageTime('2026-11-19T15:12:00Z', english)).toBe('Thu 16:12');
  expect(messageTime('2026-11-19T15:12:00Z', french)).toBe('jeu. 16:12');
});

test('a clock that runs behind the server does not show tomorrow', () => {
  expect(shortTime('2026-11-22T09:06:00Z', english, 'Yesterday')).toBe('10:06');
});

test('sizes follow the language', () => {
  expect(fileSize(1_800_000, 'en')).toBe('1.8\u00a0MB');
  expect(fileSize(1_800_000, 'fr')).toBe('1,8\u00a0Mo');
  expect(fileSize(84_200, 'en')).toBe('84\u00a0kB');
  expect(fileSize(12, 'fr')).toBe('12\u00a0o');
});

test('a zone the browser does not know falls back to its own', () => {
  expect(knownTimeZone('Europe/Paris')).toBe('Europe/Paris');
  expect(knownTimeZone('Middle of nowhere')).toBeUndefined();
});
