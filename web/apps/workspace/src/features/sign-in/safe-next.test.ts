import { expect, test } from 'vitest';
import { safeNext } from './safe-next';

test('sign-in goes on to a page of this site', () => {
  expect(safeNext('/tickets/12?x=1')).toBe('/tickets/12?x=1');
  expect(safeNext(null)).toBe('/');
});

test('sign-in never leads to another site', () => {
  for (const evil of ['https://evil.test', '//evil.test', '/\\evil.test', 'javascript:alert(1)']) {
    expect(safeNext(evil)).toBe('/');
  }
});
