import { expect, test } from 'vitest';
import { blotted, holds } from './blots';

const read = (text: string, secret: string) =>
  blotted(text, secret)
    .map((piece) => piece.text)
    .join('');

test('a secret is blotted out wherever it is, the blanks in it stay', () => {
  expect(read('pin 1234, again 1234', '1234')).toBe('pin ▇▇▇▇, again ▇▇▇▇');
  expect(read('card 4970 1012\n3456.', ' 4970 1012 3456 ')).toBe('card ▇▇▇▇ ▇▇▇▇\n▇▇▇▇.');
});

test('signs with a meaning in patterns are signs like others', () => {
  expect(read('a.b (c) a1b', 'a.b (c)')).toBe('▇▇▇ ▇▇▇ a1b');
  expect(read('cost 5$', '5$')).toBe('cost ▇▇');
});

test('nothing, and what is not there, blots nothing out', () => {
  expect(holds('pin 1234', '  ')).toBe(false);
  expect(holds('pin 1234', '12 34')).toBe(false);
  expect(holds('pin 1234', 'PIN')).toBe(false);
  expect(holds('pin 1234', '1234')).toBe(true);
});
