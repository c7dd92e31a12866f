import type { Draft } from '@guichet/api';
import { beforeEach, expect, test } from 'vitest';
import { EMPTY_DRAFT, mergeDrafts, readLocal, writeLocal } from './drafts';

const server = (html_body: string, updated_at: string): Draft => ({
  kind: 'reply',
  html_body,
  uploads: [],
  to: [],
  cc: [],
  updated_at,
});

beforeEach(() => localStorage.clear());

test('the later copy wins', () => {
  const local = { ...EMPTY_DRAFT, html: '<p>here</p>', savedAt: '2026-11-22T10:00:00.000Z' };
  expect(mergeDrafts(local, server('<p>there</p>', '2026-11-22T09:00:00Z')).html).toBe(
    '<p>here</p>',
  );
  expect(mergeDrafts(local, server('<p>there</p>', '2026-11-22T11:00:00Z')).html).toBe(
    '<p>there</p>',
  );
});

test('one copy alone is enough, none is an empty draft', () => {
  const local = { ...EMPTY_DRAFT, html: '<p>here</p>', savedAt: '2026-11-22T10:00:00.000Z' };
  expect(mergeDrafts(local, undefined).html).toBe('<p>here</p>');
  expect(mergeDrafts(null, server('<p>there</p>', '2026-11-22T09:00:00Z')).html).toBe(
    '<p>there</p>',
  );
  expect(mergeDrafts(null, undefined)).toEqual(EMPTY_DRAFT);
});

test('a draft survives a reload, each ticket and tab has its own', () => {
  const now = new Date('2026-11-22T10:00:00Z');
  writeLocal(7, 'reply', { ...EMPTY_DRAFT, html: '<p>reply</p>' }, now);
  writeLocal(7, 'note', { ...EMPTY_DRAFT, html: '<p>note</p>' }, now);
  expect(readLocal(7, 'reply')?.html).toBe('<p>reply</p>');
  expect(readLocal(7, 'note')?.html).toBe('<p>note</p>');
  expect(readLocal(8, 'reply')).toBeNull();
});

test('an emptied draft leaves nothing behind', () => {
  const now = new Date('2026-11-22T10:00:00Z');
  writeLocal(7, 'reply', { ...EMPTY_DRAFT, html: '<p>reply</p>' }, now);
  writeLocal(7, 'reply', EMPTY_DRAFT, now);
  expect(readLocal(7, 'reply')).toBeNull();
});

test('what is unreadable counts as no draft', () => {
  localStorage.setItem('guichet.draft.7.reply', '{oops');
  expect(readLocal(7, 'reply')).toBeNull();
});
