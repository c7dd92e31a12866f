import { expect, test } from 'vitest';
import { isKept } from './shelf';

const kept = (path: string) => isKept(new URL(`https://desk.test/api/v2${path}`));

test('what the inbox shows is kept, and nothing of the settings', () => {
  expect(kept('/tickets/12/conversation')).toBe(true);
  expect(kept('/views/3/tickets?page%5Bsize%5D=50&sort=-updated_at')).toBe(true);
  expect(kept('/users/me')).toBe(true);
  expect(kept('/mailboxes')).toBe(false);
  expect(kept('/api_tokens')).toBe(false);
  expect(kept('/search?query=lamp')).toBe(false);
});

test('of a list its beginning is kept', () => {
  expect(kept('/views/3/tickets?page%5Bafter%5D=abc')).toBe(false);
});
