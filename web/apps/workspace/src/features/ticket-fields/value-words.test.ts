import { ApiError } from '@guichet/api';
import { expect, test } from 'vitest';
import en from '@/i18n/en';
import fr from '@/i18n/fr';
import { createTranslate } from '@/i18n/texts';
import { isRefusalOfFields, refusalOf } from './refusal';
import { valueText } from './value-text';

const english = createTranslate('en', en);
const french = createTranslate('fr', fr);

test('a value is written the reader’s way', () => {
  expect(valueText({ type: 'date' }, '2026-11-22', 'en', english)).toBe('22 Nov 2026');
  expect(valueText({ type: 'date' }, '2026-11-22', 'fr', french)).toBe('22 nov. 2026');
  expect(valueText({ type: 'decimal' }, '12.50', 'fr', french)).toBe('12,50');
  expect(valueText({ type: 'checkbox' }, null, 'en', english)).toBe('No');
  expect(valueText({ type: 'integer' }, 20391, 'en', english)).toBe('20391');
  expect(valueText({ type: 'text' }, null, 'en', english)).toBe('');
});

test('options are written by their names', () => {
  const options = [
    { id: 1, name: 'Lamps::Halo', value: 'halo', default: false },
    { id: 2, name: 'Other', value: 'other', default: false },
  ];
  const field = { type: 'multiselect' as const, custom_field_options: options };
  expect(valueText(field, ['halo', 'other'], 'en', english)).toBe('Lamps › Halo, Other');
});

const field = { id: 7, title: 'Order', regexp_for_validation: null };
const refusal = (key: string, description: string) =>
  new ApiError(422, 'RecordInvalid', '', { [key]: [{ error: 'InvalidValue', description }] });

test('a refusal says what the field wants, beside the field it is about', () => {
  const ofField = refusal('custom_fields_7', 'Order: is longer than 1000 characters');
  expect(refusalOf({ ...field, type: 'integer' }, 'custom_fields_7', ofField, english)).toBe(
    'Write a whole number',
  );
  expect(refusalOf({ ...field, type: 'text' }, 'custom_fields_7', ofField, english)).toBe(
    'is longer than 1000 characters',
  );
  const patterned = { ...field, type: 'regexp' as const, regexp_for_validation: 'LUM-\\d+' };
  expect(refusalOf(patterned, 'custom_fields_7', ofField, english)).toContain('LUM-\\d+');
  expect(
    refusalOf({ ...field, type: 'integer' }, 'custom_fields_8', ofField, english),
  ).toBeUndefined();
});

test('a refusal of anything else is not left to the fields', () => {
  expect(isRefusalOfFields(refusal('custom_fields_7', ''))).toBe(true);
  expect(isRefusalOfFields(refusal('user_fields.plan', ''))).toBe(true);
  expect(isRefusalOfFields(refusal('status', ''))).toBe(false);
  expect(isRefusalOfFields(new ApiError(409, 'UpdateConflict', ''))).toBe(false);
});
