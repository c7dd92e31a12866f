import { expect, test } from 'vitest';
import { backOff } from './live-socket';

test('the wait doubles from half a second and stays under nineteen', () => {
  expect(backOff(0, 0.5)).toBe(500);
  expect(backOff(1, 0.5)).toBe(1000);
  expect(backOff(3, 0.5)).toBe(4000);
  expect(backOff(20, 1)).toBe(18_750);
});

test('two browsers do not come back at the same moment', () => {
  expect(backOff(2, 0)).toBe(1500);
  expect(backOff(2, 1)).toBe(2500);
});
