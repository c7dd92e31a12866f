import type { AuditEvent, Conversation } from '@guichet/api';
import { expect, test } from 'vitest';
import en from '@/i18n/en';
import { createTranslate } from '@/i18n/texts';
import { linkWords } from './link-words';
import { openChildren } from './open-children';

const t = createTranslate('en', en);

test('only children that are not solved hold their parent up', () => {
  const link = (kind: string, status: string) => ({ kind, ticket: { status } });
  const links = [
    link('child', 'open'),
    link('child', 'solved'),
    link('child', 'closed'),
    link('related', 'open'),
    link('parent', 'open'),
  ] as Conversation['links'];
  expect(openChildren({ links })).toBe(1);
  expect(openChildren(undefined)).toBe(0);
});

test('each of two tickets says what the other became', () => {
  const words = (event: Partial<AuditEvent>) => linkWords({ id: 1, type: 'Link', ...event }, t);
  expect(words({ kind: 'parent', ticket: 5 })).toBe('Became a part of #5');
  expect(words({ kind: 'child', ticket: 5 })).toBe('#5 became a part of it');
  expect(words({ kind: 'related', ticket: 5 })).toBe('Linked to #5');
  expect(words({ type: 'Unlink', kind: 'child', ticket: 5 })).toBe('No longer linked to #5');
  expect(words({ type: 'Split', from: 5 })).toBe('Split from #5');
  expect(words({ type: 'Split', ticket: 5 })).toBe('A message became #5');
});
