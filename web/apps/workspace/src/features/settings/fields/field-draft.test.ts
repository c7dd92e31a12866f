import { expect, test } from 'vitest';
import {
  changeFrom,
  emptyDraft,
  fitsPattern,
  newOption,
  withDefault,
  withPasted,
} from './field-draft';

const option = (key: number, name: string) => ({ ...newOption(key), name });

test('a pasted list takes the place of the empty row, each name once', () => {
  const options = [option(1, 'Blue'), option(2, ''), option(3, 'Green')];
  const names = withPasted(options, 2, 'Red\r\n\n Ruby \nBlue\nRed').map((each) => each.name);
  expect(names).toEqual(['Blue', 'Red', 'Ruby', 'Green']);
});

test('a pasted list follows a row that has a name', () => {
  const keys = withPasted([option(1, 'Blue'), option(2, 'Green')], 1, 'Red\nRuby').map(
    ({ key, name }) => `${key} ${name}`,
  );
  expect(keys).toEqual(['1 Blue', '3 Red', '4 Ruby', '2 Green']);
});

test('one option of a drop-down is the default, any of several', () => {
  const options = [{ ...option(1, 'Blue'), default: true }, option(2, 'Green')];
  const defaults = (kind: 'tagger' | 'multiselect') =>
    withDefault(options, 2, kind).map((each) => each.default);
  expect(defaults('tagger')).toEqual([false, true]);
  expect(defaults('multiselect')).toEqual([true, true]);
  expect(withDefault(options, 1, 'tagger').map((each) => each.default)).toEqual([false, false]);
});

test('only what belongs to the kind is sent', () => {
  const draft = { ...emptyDraft('tagger'), title: 'Colour', pattern: 'x', tag: 'y' };
  const change = changeFrom('ticket', { ...draft, options: [option(1, 'Blue'), option(2, ' ')] });
  expect(change).not.toHaveProperty('regexp_for_validation');
  expect(change).not.toHaveProperty('tag');
  expect(change.title_in_portal).toBe('Colour');
  expect(change.custom_field_options).toEqual([{ id: 0, name: 'Blue', value: '', default: false }]);
});

test('what customers do not see is nothing they fill in', () => {
  const draft = {
    ...emptyDraft('text'),
    title: 'Order',
    isEditable: true,
    isRequiredInPortal: true,
  };
  const hidden = changeFrom('ticket', draft);
  expect([hidden.editable_in_portal, hidden.required_in_portal]).toEqual([false, false]);
  expect(changeFrom('ticket', { ...draft, isVisible: true }).required_in_portal).toBe(true);
});

test('a pattern fits a whole text, and one that cannot be read fits nothing', () => {
  expect(fitsPattern('LUM-\\d{5}', 'LUM-20391')).toBe(true);
  expect(fitsPattern('LUM-\\d{5}', 'xLUM-20391')).toBe(false);
  expect(fitsPattern('(', '(')).toBeNull();
});

test('a field of people has a key, and nothing that faces customers', () => {
  const draft = { ...emptyDraft('text'), title: 'Plan', agentDescription: 'What they pay for' };
  expect(changeFrom('user', draft)).toEqual({
    type: 'text',
    title: 'Plan',
    description: 'What they pay for',
  });
  expect(changeFrom('organization', { ...draft, key: ' plan ' })).toHaveProperty('key', 'plan');
});
