import { expect, test } from 'vitest';
import en from '@/i18n/en';
import { createTranslate } from '@/i18n/texts';
import { eventsByField, ownFieldName, ownFieldValue } from './changes';

const t = createTranslate('en', en);
const colours = [
  { id: 1, name: 'Blue', value: 'blue', default: false },
  { id: 2, name: 'Red::Ruby', value: 'ruby', default: false },
];
const fields = [
  { id: 1, title: 'Colour', type: 'tagger' as const, custom_field_options: colours },
  { id: 2, title: 'Price', type: 'decimal' as const },
];

test('a change of all fields is told by the fields that changed', () => {
  const event = {
    id: 9,
    type: 'Change',
    field_name: 'custom_fields',
    previous_value: [
      { id: 1, value: 'blue' },
      { id: 2, value: '1.5' },
    ],
    value: [
      { id: 1, value: 'ruby' },
      { id: 2, value: '1.5' },
      { id: 3, value: ['x'] },
    ],
  };
  expect(
    eventsByField(event).map(({ field_name, previous_value, value }) => [
      field_name,
      previous_value,
      value,
    ]),
  ).toEqual([
    ['custom_fields_1', 'blue', 'ruby'],
    ['custom_fields_3', null, ['x']],
  ]);
});

test('a change of a built-in field stays as it is', () => {
  const event = { id: 1, type: 'Change', field_name: 'status', value: 'open' };
  expect(eventsByField(event)).toEqual([event]);
  expect(ownFieldName('status', fields, t)).toBeUndefined();
  expect(ownFieldValue('status', 'open', fields, 'en', t)).toBeUndefined();
});

test('a field is worded by its title and its options, one that is gone says so', () => {
  expect(ownFieldName('custom_fields_1', fields, t)).toBe('Colour');
  expect(ownFieldValue('custom_fields_1', 'ruby', fields, 'en', t)).toBe('Red › Ruby');
  expect(ownFieldValue('custom_fields_2', null, fields, 'en', t)).toBe('nothing');
  expect(ownFieldName('custom_fields_8', fields, t)).toBe('A removed field');
});
