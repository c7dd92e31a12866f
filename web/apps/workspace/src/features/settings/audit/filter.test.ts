import { describe, expect, it } from 'vitest';
import { filterOf } from './api';

const everything = { actor: null, kind: null, from: '', until: '' };

describe('what of the audit log is asked for', () => {
  it('is everything while nothing is chosen', () => {
    expect(Object.values(filterOf(everything)).every((value) => value === undefined)).toBe(true);
  });

  it('always names both ends of a period', () => {
    const period = filterOf({ ...everything, from: '2026-03-01' })['filter[created_at]'];
    expect(period).toEqual([new Date('2026-03-01T00:00:00').toISOString(), '9999-12-31T00:00:00Z']);
  });
});
