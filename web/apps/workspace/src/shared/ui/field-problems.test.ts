import { expect, test } from 'vitest';
import first from '@/i18n/fr';
import later from '@/i18n/fr-later';
import { createTranslate } from '@/i18n/texts';
import { fieldProblem, fieldProblems } from './field-problems';

const t = createTranslate('fr', { ...first, ...later });
const refusal = (field: string, error: string, description = '') => ({
  details: { [field]: [{ error, description }] },
});

test('a known fault is said in the reader’s language', () => {
  expect(fieldProblem('name', refusal('name', 'BlankValue'), t)).toBe('À remplir');
  expect(fieldProblem('email', refusal('email', 'DuplicateValue'), t)).toBe('Déjà utilisé');
});

test('what an invalid value should be depends on the field', () => {
  const address = fieldProblem('email', refusal('email', 'InvalidValue'), t);
  const other = fieldProblem('position', refusal('position', 'InvalidValue'), t);
  expect(address).toContain('nom@exemple.fr');
  expect(other).toBe('Cette valeur n’est pas acceptée');
});

test('a fault without a text here is said in the server’s words', () => {
  const unknown = refusal('name', 'TooShort', 'is too short');
  expect(fieldProblem('name', unknown, t)).toBe('is too short');
});

test('a field without a fault has none', () => {
  expect(fieldProblem('subject', refusal('name', 'BlankValue'), t)).toBeUndefined();
});

test('one sentence is said once for several fields', () => {
  const details = { to: [{ error: 'InvalidValue', description: '' }], cc: [] };
  expect(fieldProblems({ details: { ...details, cc: details.to } }, t).match(/@/g)).toHaveLength(1);
});
