import { expect, test } from 'vitest';
import { wordDiff } from './diff';

const shown = (before: string, after: string) =>
  wordDiff(before, after)
    .map(({ text, kind }) => ({ same: text, added: `{+${text}+}`, removed: `[-${text}-]` })[kind])
    .join('');

test('words that came and went are told apart from those that stayed', () => {
  expect(shown('Order a leg today', 'Order two legs today')).toBe(
    'Order[- a leg-]{+ two legs+} today',
  );
  expect(shown('Order a leg', 'Please order a leg now')).toBe(
    '[-Order-]{+Please order+} a leg{+ now+}',
  );
});

test('both texts can be read back from what changed', () => {
  const texts = ['', 'a', 'a b c', 'c b a', 'b a c a', 'a\n\nb  c', 'one two three four five'];
  for (const before of texts) {
    for (const after of texts) {
      const pieces = wordDiff(before, after);
      const without = (kind: string) =>
        pieces
          .filter((piece) => piece.kind !== kind)
          .map((piece) => piece.text)
          .join('');
      expect([without('added'), without('removed')]).toEqual([before, after]);
    }
  }
});

test('very long texts are told whole', () => {
  expect(wordDiff('a '.repeat(4000), 'b').map(({ kind }) => kind)).toEqual(['removed', 'added']);
});
