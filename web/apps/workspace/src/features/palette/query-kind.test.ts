import { expect, test } from 'vitest';
import { fits, markedParts, readQuery } from './query-kind';

test('the first sign says what is asked for', () => {
  expect(readQuery('> rep')).toEqual({ kind: 'commands', text: 'rep' });
  expect(readQuery('#48')).toEqual({ kind: 'ticket', text: '48' });
  expect(readQuery(' @claire')).toEqual({ kind: 'people', text: 'claire' });
  expect(readQuery('lampe @home')).toEqual({ kind: 'everything', text: 'lampe @home' });
});

test('a command is found by the beginnings of its words, whatever the accents', () => {
  expect(fits('Marquer comme résolu', 'resol')).toBe(true);
  expect(fits('Toggle right pane', 'pane tog')).toBe(true);
  expect(fits('Internal note', 'ote')).toBe(false);
});

test('only marks are marks, the rest of a subject is text', () => {
  expect(markedParts('L’<mark>abat</mark>-jour <b>fêlé</b>')).toEqual([
    { text: 'L’', isMarked: false },
    { text: 'abat', isMarked: true },
    { text: '-jour <b>fêlé</b>', isMarked: false },
  ]);
});
