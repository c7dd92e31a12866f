import { expect, test } from 'vitest';
import { nextServed } from './next-served';

const nobody = () => false;

test('tickets are served in the order of their view, each once', () => {
  expect(nextServed({ order: [5, 4, 3], seen: [], isTaken: nobody })).toBe(5);
  expect(nextServed({ order: [5, 4, 3], seen: [5, 4], isTaken: nobody })).toBe(3);
});

test('a ticket that a colleague is on is left to them', () => {
  expect(nextServed({ order: [5, 4], seen: [], isTaken: (id) => id === 5 })).toBe(4);
});

test('when all are served there is nothing more', () => {
  expect(nextServed({ order: [5], seen: [5], isTaken: nobody })).toBeNull();
  expect(nextServed({ order: [], seen: [], isTaken: nobody })).toBeNull();
});
