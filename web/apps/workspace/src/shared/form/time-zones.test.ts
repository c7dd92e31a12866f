import { expect, test } from 'vitest';
import { timeZoneLabel, timeZones } from './time-zones';

const WINTER = new Date('2026-01-15T12:00:00Z');
const SUMMER = new Date('2026-07-15T12:00:00Z');

test('a zone is named by its city and its distance from UTC that day', () => {
  expect(timeZoneLabel('Europe/Paris', WINTER)).toBe('Paris, UTC+1');
  expect(timeZoneLabel('Europe/Paris', SUMMER)).toBe('Paris, UTC+2');
  expect(timeZoneLabel('America/New_York', WINTER)).toBe('New York, UTC-5');
  expect(timeZoneLabel('UTC', WINTER)).toBe('UTC');
});

test('every zone is offered once', () => {
  const values = timeZones(WINTER).map((zone) => zone.value);
  expect(new Set(values).size).toBe(values.length);
  expect(values).toContain('UTC');
});
