import { expect, test } from 'vitest';
import { merged, valuesBefore } from './merged';

const person = { name: 'Mia', tags: ['vip'], user_fields: { plan: 'gold', since: '2026-01-31' } };

test('of a map only the values named change, of a list all', () => {
  const change = { tags: ['new'], user_fields: { plan: 'basic' } };
  expect(merged<object>(person, change)).toEqual({
    name: 'Mia',
    tags: ['new'],
    user_fields: { plan: 'basic', since: '2026-01-31' },
  });
});

test('what was there before takes a change back, and nothing where nothing was', () => {
  const change = { name: 'Max', user_fields: { plan: 'basic', team: 'red' } };
  expect(valuesBefore(person, change)).toEqual({
    name: 'Mia',
    user_fields: { plan: 'gold', team: null },
  });
  expect(valuesBefore(undefined, change)).toEqual({
    name: null,
    user_fields: { plan: null, team: null },
  });
});
