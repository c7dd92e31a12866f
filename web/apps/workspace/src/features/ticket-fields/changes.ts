import type { AuditEvent, FieldEntry, Locale } from '@guichet/api';
import type { Translate } from '@/i18n/texts';
import type { TicketField } from './api';
import { valueText } from './value-text';
import { fieldKey, isEmpty, isFieldKey, valueIn } from './values';

const ALL = 'custom_fields';

/** One event for each of the desk's own fields that changed, where the audit tells of all at once. */
export function eventsByField(event: AuditEvent): AuditEvent[] {
  if (event.field_name !== ALL) return [event];
  const before = entriesIn(event.previous_value);
  const after = entriesIn(event.value);
  const ids = [...new Set([...before, ...after].map((entry) => entry.id))];
  const isChanged = (id: number) =>
    JSON.stringify(valueIn(before, id)) !== JSON.stringify(valueIn(after, id));
  return ids.filter(isChanged).map((id) => ({
    ...event,
    field_name: fieldKey(id),
    value: valueIn(after, id),
    previous_value: valueIn(before, id),
  }));
}

const entriesIn = (value: unknown) => (Array.isArray(value) ? (value as FieldEntry[]) : []);

type Named = Pick<TicketField, 'id' | 'title' | 'type' | 'custom_field_options'>;

/** The field that an event is about; undefined for built-in fields, and for those removed since. */
export function ownField<Field extends Named>(
  name: string,
  fields: readonly Field[],
): Field | undefined {
  return fields.find((field) => fieldKey(field.id) === name);
}

/** The title of a field of the desk's own, or that it was removed; undefined for built-in fields. */
export function ownFieldName(
  name: string,
  fields: readonly Named[],
  t: Translate,
): string | undefined {
  if (!isFieldKey(name)) return undefined;
  return ownField(name, fields)?.title ?? t('fields.removed');
}

/** A value of such a field in words; undefined for built-in fields, and for those removed since. */
export function ownFieldValue(
  name: string,
  value: unknown,
  fields: readonly Named[],
  locale: Locale,
  t: Translate,
): string | undefined {
  const field = ownField(name, fields);
  if (!field) return undefined;
  const own = value as FieldEntry['value'];
  if (field.type !== 'checkbox' && isEmpty(own)) return t('changes.nothing');
  return valueText(field, own, locale, t);
}
