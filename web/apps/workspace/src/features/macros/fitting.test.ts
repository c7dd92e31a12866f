import { expect, test } from 'vitest';
import type { Macro } from './api';
import { fittingMacros, titleParts } from './fitting';

const macro = (title: string, description = ''): Macro => ({
  id: title.length,
  title,
  description,
  position: 0,
  active: true,
  restriction: null,
  actions: [],
});
const MACROS = [
  macro('Remboursé', 'After a réclamation'),
  macro('Refund::Accepted'),
  macro('Halo'),
];
const titles = (text: string) => fittingMacros(MACROS, text).map(({ title }) => title);

test('nothing typed leaves the order as it is', () => {
  expect(titles('')).toEqual(['Remboursé', 'Refund::Accepted', 'Halo']);
});

test('accents and capitals make no difference', () => {
  expect(titles('REMBOURSE')).toEqual(['Remboursé']);
});

test('every word typed begins a word of the macro', () => {
  expect(titles('acc ref')).toEqual(['Refund::Accepted']);
  expect(titles('alo')).toEqual([]);
});

test('a name that fits stands before a purpose that fits', () => {
  const both = [macro('Sorry', 'for a late refund'), macro('Refund')];
  expect(fittingMacros(both, 'refund').map(({ title }) => title)).toEqual(['Refund', 'Sorry']);
});

test('a title is parted at its double colons', () => {
  expect(titleParts('Refund :: Late::Sorry')).toEqual({ category: 'Refund › Late', name: 'Sorry' });
  expect(titleParts('Sorry')).toEqual({ category: null, name: 'Sorry' });
});
