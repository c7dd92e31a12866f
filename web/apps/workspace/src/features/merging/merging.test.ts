import { ApiError } from '@guichet/api';
import { expect, test } from 'vitest';
import first from '@/i18n/en';
import later from '@/i18n/en-later';
import { createTranslate } from '@/i18n/texts';
import { type Candidate, mergeable } from './candidates';
import { oldestOf } from './oldest';
import { describeRefusal, mergeWords } from './words';

const t = createTranslate('en', { ...first, ...later });
const candidate = (id: number, status: Candidate['status']): Candidate => ({
  id,
  status,
  subject: '',
  by: null,
});

test('a ticket can be merged into any other that is not closed, unsolved ones first', () => {
  const all = [
    candidate(1, 'solved'),
    candidate(2, 'open'),
    candidate(3, 'closed'),
    candidate(4, 'new'),
    candidate(2, 'open'),
  ];
  expect(mergeable(all, 4).map(({ id }) => id)).toEqual([2, 1]);
});

test('a merge is told from where it is read', () => {
  const words = (event: object) => mergeWords({ id: 1, type: 'Merge', ...event }, t);
  expect(words({ into: 12 })).toBe('Merged into #12');
  expect(words({ from: 34 })).toBe('#34 merged into this ticket');
  expect(words({ type: 'Unmerge', from: 12 })).toBe('Parted from #12 again');
  expect(words({ type: 'Unmerge', ticket: 34 })).toBe('#34 parted from this ticket again');
});

test('a refused merge says which ticket stands in its way', () => {
  const refusal = (field: string, error: string, value?: number) =>
    describeRefusal(
      new ApiError(422, 'RecordInvalid', '', { [field]: [{ error, description: '', value }] }),
      t,
    );
  expect(refusal('ids', 'InvalidValue', 34)).toBe(
    '#34 is closed, was merged already, or is not there.',
  );
  expect(refusal('target', 'InvalidValue', 12)).toBe(
    '#12 is closed, was merged already, or is not there.',
  );
  expect(refusal('ids', 'TooLong')).toBe('At most 100 tickets can be merged at once.');
});

test('of several tickets the oldest stays, unless it is closed', () => {
  const ticket = (id: number, status: Candidate['status'], day: number) => ({
    id,
    status,
    created_at: `2026-11-0${day}T10:00:00Z`,
  });
  const all = [ticket(4, 'open', 3), ticket(3, 'closed', 1), ticket(5, 'solved', 2)];
  expect(oldestOf(all)).toBe(5);
  expect(oldestOf([ticket(3, 'closed', 1)])).toBe(3);
});
