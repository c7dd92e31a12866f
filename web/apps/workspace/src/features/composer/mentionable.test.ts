import { expect, test } from 'vitest';
import { mentionable } from './mentionable';

const people = ['Inès Rahmani', 'Thomas Morel', 'Jean Ines'].map((name, index) => ({
  id: index + 1,
  name,
  email: null,
  role: 'agent' as const,
}));
const groups = [{ id: 9, name: 'Installation' }];
const names = (text: string) => mentionable(people, groups, text).map(({ name }) => name);

test('a name is found by the beginning of any of its words, accents aside', () => {
  expect(names('ine')).toEqual(['Inès Rahmani', 'Jean Ines']);
  expect(names('rah')).toEqual(['Inès Rahmani']);
  expect(names('hma')).toEqual([]);
});

test('teams stand after people', () => {
  expect(names('in')).toEqual(['Inès Rahmani', 'Installation', 'Jean Ines']);
  expect(mentionable(people, groups, 'inst')[0]?.who).toBe('group-9');
});
