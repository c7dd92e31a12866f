import type { FieldValue, Locale } from '@guichet/api';
import { INTL_TAG, type Translate } from '@/i18n/texts';
import type { Field } from './api';
import { chosenOf, isEmpty, optionText } from './values';

/** A value as people read it; empty for none. A look-up is named by its number. */
export function valueText(
  field: Pick<Field, 'type' | 'custom_field_options'>,
  value: FieldValue,
  locale: Locale,
  t: Translate,
): string {
  if (field.type === 'checkbox') return t(value === true ? 'fields.yes' : 'fields.no');
  if (isEmpty(value)) return '';
  switch (field.type) {
    case 'tagger':
    case 'multiselect':
      return chosenOf(value)
        .map((each) => optionText(field.custom_field_options, each))
        .join(', ');
    case 'date':
      return dayText(String(value), locale);
    case 'decimal':
      return locale === 'fr' ? String(value).replace('.', ',') : String(value);
    case 'lookup':
      return `#${value}`;
    default:
      return String(value);
  }
}

/** A day such as 2026-11-22 as 22 Nov 2026; what is no day stays as it is. */
export function dayText(day: string, locale: Locale): string {
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return day;
  const format = new Intl.DateTimeFormat(INTL_TAG[locale], {
    dateStyle: 'medium',
    timeZone: 'UTC',
  });
  return format.format(date);
}
