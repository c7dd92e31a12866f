import type { Restriction } from '@guichet/api';
import { expect, test } from 'vitest';
import { audienceOf, isOnlyFor, mayChange, restrictionOf } from './audience';

test('a restriction becomes an audience and the same restriction again', () => {
  const stored: Restriction[] = [null, { type: 'User', id: 7 }, { type: 'Group', ids: [2, 3] }];
  expect(stored.map((each) => restrictionOf(audienceOf(each)))).toEqual(stored);
  expect(audienceOf({ type: 'Group', id: 2 })).toEqual({ kind: 'groups', ids: [2] });
});

test('agents change their own only, administrators all', () => {
  const me = { id: 7, role: 'agent' as const };
  expect(mayChange({ restriction: null }, me)).toBe(false);
  expect(mayChange({ restriction: { type: 'User', id: 7 } }, me)).toBe(true);
  expect(mayChange({ restriction: { type: 'User', id: 9 } }, me)).toBe(false);
  expect(mayChange({ restriction: null }, { ...me, role: 'admin' })).toBe(true);
});

test('what teams see is nobody’s own', () => {
  expect(isOnlyFor({ type: 'Group', ids: [7] }, { id: 7 })).toBe(false);
});
