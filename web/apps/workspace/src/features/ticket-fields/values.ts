import type { FieldEntry, FieldValue, Id } from '@guichet/api';
import type { FieldKind, FieldOption, TicketField } from './api';

/** How a field of the desk's own is named in refusals and conditions. */
export const fieldKey = (id: Id) => `${FIELD_KEYS}${id}`;
/** Whether something is named as such a field is. */
export const isFieldKey = (name: string) => name.startsWith(FIELD_KEYS);
const FIELD_KEYS = 'custom_fields_';

export function valueIn(entries: readonly FieldEntry[] | undefined, id: Id): FieldValue {
  return entries?.find((entry) => entry.id === id)?.value ?? null;
}

/** The values that differ from those before. */
export function changedValues(
  before: readonly FieldEntry[] | undefined,
  after: readonly FieldEntry[],
): FieldEntry[] {
  const isChanged = ({ id, value }: FieldEntry) =>
    JSON.stringify(value) !== JSON.stringify(valueIn(before, id));
  return after.filter(isChanged);
}

/** The tags that a value puts on its ticket, and takes along when it goes. */
export function tagsOf(field: Pick<TicketField, 'type' | 'tag'>, value: FieldValue): string[] {
  if (field.type === 'checkbox') return value === true && field.tag ? [field.tag] : [];
  return field.type === 'tagger' || field.type === 'multiselect' ? chosenOf(value) : [];
}

/** The values after some have changed. */
export function withValues(
  entries: readonly FieldEntry[] | undefined,
  changed: readonly FieldEntry[],
): FieldEntry[] {
  const isChanged = (id: Id) => changed.some((entry) => entry.id === id);
  return [...(entries ?? []).filter((entry) => !isChanged(entry.id)), ...changed];
}

/** An unticked box counts as empty: it says nothing about a ticket. */
export function isEmpty(value: FieldValue): boolean {
  return value === null || value === '' || value === false || isEmptyList(value);
}

const isEmptyList = (value: FieldValue) => Array.isArray(value) && value.length === 0;

/** What is typed into a control that holds the value. */
export function typedOf(value: FieldValue): string {
  return value === null || typeof value === 'boolean' || Array.isArray(value) ? '' : String(value);
}

/** The value behind what was typed. What does not fit is sent as it is, for the server to refuse. */
export function valueFrom(kind: FieldKind, typed: string): FieldValue {
  const text = typed.trim();
  if (text === '') return null;
  return kind === 'decimal' ? text.replace(',', '.') : text;
}

/** The options chosen in a field with options. */
export function chosenOf(value: FieldValue): string[] {
  if (Array.isArray(value)) return value;
  return typeof value === 'string' && value !== '' ? [value] : [];
}

/** The options chosen after one was picked: added, or taken away when it was there. */
export function toggled(value: FieldValue, option: string): FieldValue {
  const chosen = chosenOf(value);
  const next = chosen.includes(option)
    ? chosen.filter((each) => each !== option)
    : [...chosen, option];
  return next.length > 0 ? next : null;
}

/** Where an option stands: its own name, and the names it is nested in. */
export function placeOf(option: Pick<FieldOption, 'name'>): { name: string; within: string[] } {
  const parts = option.name.split('::').map((part) => part.trim());
  const names = parts.filter((part) => part !== '');
  return { name: names.at(-1) ?? option.name, within: names.slice(0, -1) };
}

/** An option in words: "Lamps › Halo". A value without an option, taken away since, stays readable. */
export function optionText(options: readonly FieldOption[] | undefined, value: string): string {
  const option = options?.find((each) => each.value === value);
  if (!option) return value;
  const { name, within } = placeOf(option);
  return [...within, name].join(' › ');
}

/** What a field of a ticket to be holds: what was given, or else its default options. */
export function startingValue(
  field: Pick<TicketField, 'id' | 'type' | 'custom_field_options'>,
  given: readonly FieldEntry[] | undefined,
): FieldValue {
  if (given?.some((entry) => entry.id === field.id)) return valueIn(given, field.id);
  const defaults = (field.custom_field_options ?? []).filter((option) => option.default);
  const values = defaults.map((option) => option.value);
  if (values.length === 0) return null;
  return field.type === 'multiselect' ? values : (values[0] ?? null);
}

/** The values of a ticket to be: of fields in use, those that hold something. */
export function valuesToSend(
  fields: readonly Pick<TicketField, 'id' | 'type' | 'active' | 'custom_field_options'>[],
  given: readonly FieldEntry[] | undefined,
): FieldEntry[] {
  return fields
    .filter((field) => field.active)
    .map((field) => ({ id: field.id, value: startingValue(field, given) }))
    .filter(({ value }) => !isEmpty(value));
}
