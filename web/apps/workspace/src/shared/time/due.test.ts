import { expect, test } from 'vitest';
import { dayIn, dueText, endOfDay, urgencyOf } from './due';
import type { Clock } from './format';

const PARIS: Clock = {
  locale: 'en',
  timeZone: 'Europe/Paris',
  now: new Date('2026-11-23T09:00:00Z'),
};

test('a day ends when its clocks say so, also when they change', () => {
  expect(endOfDay('2026-12-01', 'Europe/Paris')).toBe('2026-12-01T22:59:00.000Z');
  expect(endOfDay('2026-10-25', 'Europe/Paris')).toBe('2026-10-25T22:59:00.000Z');
  expect(endOfDay('2026-03-29', 'Europe/Paris')).toBe('2026-03-29T21:59:00.000Z');
  expect(endOfDay('2026-12-01', 'Pacific/Auckland')).toBe('2026-12-01T10:59:00.000Z');
  expect(dayIn('2026-12-01T22:59:00Z', 'Europe/Paris')).toBe('2026-12-01');
  expect(dayIn('2026-12-01T10:59:00Z', 'Pacific/Auckland')).toBe('2026-12-01');
});

test('days close by have names, and a time of day is only said where there is one', () => {
  expect(dueText('2026-11-23T22:59:00Z', PARIS)).toBe('Today');
  expect(dueText('2026-11-24T16:00:00Z', PARIS)).toBe('Tomorrow 17:00');
  expect(dueText('2026-11-22T22:59:00Z', { ...PARIS, locale: 'fr' })).toBe('Hier');
  expect(dueText('2026-12-01T22:59:00Z', PARIS)).toBe('1 Dec');
  expect(dueText('2027-12-01T22:59:00Z', PARIS)).toBe('1 Dec 2027');
});

test('a limit is near within a day, and over from its minute on', () => {
  expect(urgencyOf('2026-11-23T09:00:00Z', PARIS)).toBe('over');
  expect(urgencyOf('2026-11-24T08:59:00Z', PARIS)).toBe('near');
  expect(urgencyOf('2026-11-24T09:00:00Z', PARIS)).toBeUndefined();
});
