import { useQuery } from '@tanstack/react-query';
import { fieldName, fieldValue, type Names } from '@/features/tickets/field-words';
import { useI18n } from '@/i18n/provider';
import { fieldsQuery } from './api';
import { ownFieldName, ownFieldValue } from './changes';

/** What people call a ticket's fields and values, the desk's own among them. */
export function useFieldWords(names: Names) {
  const { t, locale } = useI18n();
  const { data: fields = [] } = useQuery(fieldsQuery);
  return {
    nameOf: (name: string) => ownFieldName(name, fields, t) ?? fieldName(name, t),
    valueOf: (name: string, value: unknown) =>
      ownFieldValue(name, value, fields, locale, t) ?? fieldValue(name, value, names, t),
  };
}
