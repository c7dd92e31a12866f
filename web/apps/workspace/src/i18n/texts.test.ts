import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import enFirst from './en';
import enLater from './en-later';
import frFirst from './fr';
import frLater from './fr-later';
import { createTranslate } from './texts';

const en = { ...enFirst, ...enLater };
const fr = { ...frFirst, ...frLater };
const SOURCE = join(import.meta.dirname, '..');

function sourceText(): string {
  return readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !path.includes('.test.') && !path.startsWith('i18n/'))
    .map((path) => readFileSync(join(SOURCE, path), 'utf8'))
    .join('\n');
}

test('French and English have the same texts', () => {
  expect(Object.keys(fr).sort()).toEqual(Object.keys(en).sort());
});

test('each text is in one file, so that the first screens never wait for one that comes later', () => {
  expect(Object.keys(enFirst).filter((key) => key in enLater)).toEqual([]);
});

test('both languages fill the same names', () => {
  const names = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
  const differing = Object.entries(en).filter(
    ([key, text]) => names(text).join() !== names((fr as Record<string, string>)[key] ?? '').join(),
  );
  expect(differing.map(([key]) => key)).toEqual([]);
});

test('every text is used', () => {
  const source = sourceText();
  // Keys built from a value, such as `status.${status}`, count as used through their beginning.
  const built = [...source.matchAll(/`([\w.]+\.)\$\{/g)].map((match) => match[1] ?? '');
  const unused = Object.keys(en)
    .map((key) => key.replace(/_(one|other)$/, ''))
    .filter((key) => !source.includes(`'${key}'`) && !source.includes(`"${key}"`))
    .filter((key) => !built.some((beginning) => key.startsWith(beginning)));
  expect(unused).toEqual([]);
});

test('French puts a narrow no-break space before tall punctuation', () => {
  const wrong = Object.entries(fr).filter(
    ([, text]) => /[^\u202f\s][;:!?»](\s|$)/.test(text) || / [;:!?»]/.test(text),
  );
  expect(wrong.map(([key]) => key)).toEqual([]);
});

test('a text that is still on its way leaves its place empty', () => {
  expect(createTranslate('en', {}, false)('hit' as never)).toBe('');
  expect(createTranslate('en', {})('hit' as never)).toBe('hit');
});

test('a plural follows the language', () => {
  const texts = { hit_one: '{count} hit', hit_other: '{count} hits' };
  const inEnglish = createTranslate('en', texts);
  const inFrench = createTranslate('fr', texts);
  expect(inEnglish('hit' as never, { count: 0 })).toBe('0 hits');
  expect(inFrench('hit' as never, { count: 0 })).toBe('0 hit');
  expect(inEnglish('hit' as never, { count: 1284 })).toBe('1,284 hits');
  expect(inFrench('hit' as never, { count: 1284 })).toBe('1\u202f284 hits');
});
