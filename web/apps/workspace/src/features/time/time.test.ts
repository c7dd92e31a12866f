import { beforeEach, expect, test } from 'vitest';
import { durationText, parseDuration, timerText } from './duration';
import { elapsed, keepTime, pauseTimer, returnTime, startTimer, takeTime, timerOf } from './timers';

const at = (seconds: number) => new Date(1_800_000_000_000 + seconds * 1000);

beforeEach(() => {
  takeTime(7, at(1_000_000));
});

test('times are read as people write them', () => {
  for (const text of ['1h 20m', '1h20', '1 h 20 min', '1:20', '80', '80 min', ' 80m ', '1 h 20']) {
    expect(parseDuration(text), text).toBe(4800);
  }
  expect(parseDuration('1,5h')).toBe(5400);
  expect(parseDuration('0.5')).toBe(30);
  for (const text of ['', '0', 'soon', '1d', '-5', '1:75', '1h 20x']) {
    expect(parseDuration(text), text).toBeNull();
  }
});

test('times are told in the reader’s way', () => {
  expect([45, 60, 4800, 7200].map((each) => durationText(each, 'en'))).toEqual([
    '45s',
    '1m',
    '1h 20m',
    '2h',
  ]);
  expect(durationText(3900, 'fr')).toBe('1\u00a0h\u00a005');
  expect([5, 245, 3845].map(timerText)).toEqual(['0:05', '4:05', '1:04:05']);
});

test('a timer measures what goes by between start and pause, more than once', () => {
  startTimer(7, at(0));
  pauseTimer(7, at(60));
  startTimer(7, at(100));
  expect(elapsed(timerOf(7), at(130))).toBe(90);
  expect(takeTime(7, at(130))).toEqual({ seconds: 90 });
  expect(timerOf(7)).toBeUndefined();
});

test('time that is kept does not leave with a message, and time that was not stored comes back', () => {
  startTimer(7, at(0));
  keepTime(7, true);
  expect(takeTime(7, at(60))).toBeUndefined();
  keepTime(7, false);
  expect(takeTime(7, at(60))).toEqual({ seconds: 60 });
  returnTime(7, 60);
  expect(elapsed(timerOf(7), at(500))).toBe(60);
});
