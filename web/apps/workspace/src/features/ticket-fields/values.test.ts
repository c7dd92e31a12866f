import { expect, test } from 'vitest';
import {
  isEmpty,
  optionText,
  placeOf,
  toggled,
  typedOf,
  valueFrom,
  valueIn,
  valuesToSend,
  withValues,
} from './values';

const OPTIONS = [
  { id: 1, name: 'Lamps::Halo', value: 'halo', default: false },
  { id: 2, name: 'Lamps :: Opaline', value: 'opaline', default: true },
  { id: 3, name: 'Other', value: 'other', default: false },
];

test('a changed value takes the place of the one before, the others stay', () => {
  const before = [
    { id: 1, value: 'halo' },
    { id: 2, value: 4 },
  ];
  const after = withValues(before, [{ id: 1, value: null }]);
  expect(valueIn(after, 1)).toBeNull();
  expect(valueIn(after, 2)).toBe(4);
  expect(withValues(undefined, [{ id: 3, value: 'x' }])).toEqual([{ id: 3, value: 'x' }]);
});

test('nothing, an unticked box and no options are empty, zero is not', () => {
  expect([null, '', false, []].every(isEmpty)).toBe(true);
  expect([0, 'x', true, ['halo']].some(isEmpty)).toBe(false);
});

test('what is typed becomes a value, and nothing typed becomes none', () => {
  expect(valueFrom('decimal', ' 12,50 ')).toBe('12.50');
  expect(valueFrom('text', ' Halo, ivory ')).toBe('Halo, ivory');
  expect(valueFrom('integer', 'four')).toBe('four');
  expect(valueFrom('date', '')).toBeNull();
});

test('a value is shown in its control as it was typed', () => {
  expect(typedOf(0)).toBe('0');
  expect(typedOf('2026-11-22')).toBe('2026-11-22');
  expect(typedOf(null)).toBe('');
});

test('picking an option again takes it away, and the last one leaves nothing', () => {
  expect(toggled(['halo'], 'other')).toEqual(['halo', 'other']);
  expect(toggled(['halo', 'other'], 'halo')).toEqual(['other']);
  expect(toggled(['other'], 'other')).toBeNull();
});

test('two colons nest an option', () => {
  expect(placeOf({ name: 'Lamps :: Table::Halo' })).toEqual({
    name: 'Halo',
    within: ['Lamps', 'Table'],
  });
  expect(optionText(OPTIONS, 'opaline')).toBe('Lamps › Opaline');
  expect(optionText(OPTIONS, 'gone')).toBe('gone');
});

test('a ticket to be has what was given, or else the default option', () => {
  const drop = { id: 1, type: 'tagger' as const, active: true, custom_field_options: OPTIONS };
  const several = { ...drop, id: 2, type: 'multiselect' as const };
  const unused = { ...drop, id: 3, active: false };
  expect(valuesToSend([drop, several, unused], undefined)).toEqual([
    { id: 1, value: 'opaline' },
    { id: 2, value: ['opaline'] },
  ]);
  expect(valuesToSend([drop], [{ id: 1, value: null }])).toEqual([]);
  expect(valuesToSend([drop], [{ id: 1, value: 'halo' }])).toEqual([{ id: 1, value: 'halo' }]);
});
