import { expect, test } from 'vitest';
import { htmlOfText, textOfHtml } from './plain-text';

test('each line is a paragraph, and no sign in it is markup', () => {
  expect(htmlOfText('Bonjour,\n1 < 2 & "3" <b>')).toBe(
    '<p>Bonjour,</p><p>1 &lt; 2 &amp; "3" &lt;b&gt;</p>',
  );
  expect(htmlOfText('')).toBe('');
});

test('text is read back as it was written', () => {
  for (const text of ['', 'Bonjour', 'un\n\ntrois ', 'a </p><p> b', '&lt; &amp;']) {
    expect(textOfHtml(htmlOfText(text))).toBe(text);
  }
});

test('what is formatted is more than text', () => {
  expect(textOfHtml('<p>so <strong>bold</strong></p>')).toBeNull();
  expect(textOfHtml('<ul><li><p>one</p></li></ul>')).toBeNull();
  expect(textOfHtml('<p>one<br>two</p>')).toBeNull();
});
