import type { BulkChange } from '@guichet/api';
import { expect, test } from 'vitest';
import { mayUndo, progressOf, toldOf } from './newest';

const NOW = Date.parse('2026-11-23T10:00:00Z');
const bulk = (part: Partial<BulkChange>): BulkChange => ({
  id: 1,
  job_status_id: 'x',
  stage: 'changed',
  total: 10,
  waiting: 0,
  changed: 10,
  unchanged: 0,
  refused: 0,
  restored: 0,
  left_alone: 0,
  reasons: [],
  undo_until: '2026-11-23T10:05:00Z',
  created_at: '2026-11-23T09:55:00Z',
  ended_at: '2026-11-23T09:55:00Z',
  ...part,
});

test('the newest is told of until it is put away or ten minutes old', () => {
  const done = bulk({});
  expect(toldOf([done, bulk({ id: 0 })], null, NOW)).toBe(done);
  expect(toldOf([done], 1, NOW)).toBeNull();
  expect(toldOf([bulk({ ended_at: '2026-11-23T09:49:00Z' })], null, NOW)).toBeNull();
  expect(toldOf([], null, NOW)).toBeNull();
});

test('one that is under way is told of though it was put away, and can be taken back', () => {
  const going = bulk({ stage: 'changing', waiting: 4, ended_at: null, undo_until: null });
  expect(toldOf([going], 1, NOW)).toBe(going);
  expect(mayUndo(going, NOW)).toBe(true);
  expect(mayUndo(bulk({ undo_until: '2026-11-23T09:59:00Z' }), NOW)).toBe(false);
});

test('progress counts what was reached, and then what was taken back', () => {
  expect(progressOf(bulk({ stage: 'changing', waiting: 4 }))).toBe(0.6);
  expect(progressOf(bulk({ stage: 'undoing', changed: 5, restored: 4, left_alone: 1 }))).toBe(0.5);
});
