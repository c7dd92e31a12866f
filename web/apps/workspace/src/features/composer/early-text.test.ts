import { beforeEach, expect, test } from 'vitest';
import { EMPTY_DRAFT } from './drafts';
import { earlyText, earlyTextOf, withEarlyText } from './early-text';

beforeEach(() => earlyText.set(null));

test('what is written early belongs to its ticket alone', () => {
  earlyText.set({ ticketId: 7, kind: 'reply', text: 'Bonjour', hasFocus: true });
  expect(earlyTextOf(7)?.text).toBe('Bonjour');
  expect(earlyTextOf(8)).toBeNull();
});

test('a draft that was there goes on with what was written early', () => {
  const draft = { ...EMPTY_DRAFT, html: '<p><strong>Chère</strong> Claire,</p>' };
  earlyText.set({ ticketId: 7, kind: 'reply', text: 'merci.', hasFocus: true });
  expect(withEarlyText(draft, earlyTextOf(7)).html).toBe(
    '<p><strong>Chère</strong> Claire,</p><p>merci.</p>',
  );
  expect(withEarlyText(draft, earlyTextOf(8))).toBe(draft);
});
