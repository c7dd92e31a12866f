import { ApiError } from '@guichet/api';
import { expect, test } from 'vitest';
import { canStandTogether, conflictOf } from './conflict';

const conflict = (changed: string[], wanted: object) =>
  conflictOf(7, wanted, new ApiError(409, 'UpdateConflict', '', {}, { changed, by: 2 }));

test('changes of different fields can stand together', () => {
  const found = conflict(['priority'], { status: 'solved' });
  expect(found && canStandTogether(found)).toBe(true);
});

test('two changes of one field cannot', () => {
  const found = conflict(['status', 'priority'], { status: 'solved' });
  expect(found && canStandTogether(found)).toBe(false);
});

test('an answer does not stand beside a comment that came meanwhile', () => {
  const comment = { html_body: '<p>Hello</p>', public: true, uploads: [] };
  const found = conflict(['comment'], { comment, status: 'pending' });
  expect(found && canStandTogether(found)).toBe(false);
});

test('a conflict that does not say what changed is put to the agent', () => {
  const found = conflict([], { status: 'solved' });
  expect(found && canStandTogether(found)).toBe(false);
});

test('other errors are no conflict', () => {
  expect(conflictOf(7, {}, new ApiError(422, 'RecordInvalid', ''))).toBeNull();
  expect(conflictOf(7, {}, new TypeError('odd'))).toBeNull();
});
