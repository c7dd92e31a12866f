import { ApiError } from '@guichet/api';
import type { TextKey, Translate } from '@/i18n/texts';
import type { Field, FieldKind } from './api';

/** What a value of each kind must be, where the reader can do something about it. */
const WANTED: Partial<Record<FieldKind, TextKey>> = {
  integer: 'fields.wanted.integer',
  decimal: 'fields.wanted.decimal',
  date: 'fields.wanted.date',
  tagger: 'fields.wanted.option',
  multiselect: 'fields.wanted.option',
  lookup: 'fields.wanted.lookup',
};

/**
 * Why the server refused the value of this field, in the reader's language; undefined if it did not. The name is the
 * one by which refusals know the field, such as `custom_fields_7` or `user_fields.plan`.
 */
export function refusalOf(
  field: Pick<Field, 'type' | 'title' | 'regexp_for_validation'>,
  name: string,
  error: unknown,
  t: Translate,
): string | undefined {
  const refused = error instanceof ApiError ? error.details[name]?.[0] : undefined;
  if (!refused) return undefined;
  if (refused.error === 'BlankValue') return t('forms.needed');
  if (field.type === 'regexp') {
    return t('fields.wanted.pattern', { pattern: field.regexp_for_validation ?? '' });
  }
  const wanted = WANTED[field.type];
  // The server names the field first, beside which its words stand here.
  return wanted ? t(wanted) : refused.description.replace(`${field.title}: `, '');
}

const OF_FIELDS = /^(custom_fields_|user_fields\.|organization_fields\.)/;

/** Whether a refusal is only of fields of the desk's own, which say it themselves. */
export function isRefusalOfFields(error: unknown): boolean {
  if (!(error instanceof ApiError)) return false;
  const atFault = Object.keys(error.details);
  return atFault.length > 0 && atFault.every((name) => OF_FIELDS.test(name));
}
