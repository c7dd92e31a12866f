import { useQuery } from '@tanstack/react-query';
import { fieldName, fieldValue, type Names } from '@/features/tickets/field-words';
import { useDeskNames } from '@/features/tickets/use-desk-names';
import { useI18n } from '@/i18n/provider';
import { fieldsQuery } from './api';
import { ownFieldName, ownFieldValue } from './changes';

/** What people call a ticket's fields and values, the desk's own among them. */
export function useFieldWords(names: Names) {
  const { t, locale } = useI18n();
  const { data: fields = [] } = useQuery(fieldsQuery);
  const all = useDeskNames(names);
  return {
    nameOf: (name: string) => ownFieldName(name, fields, t) ?? fieldName(name, t),
    valueOf: (name: string, value: unknown, otherSide?: unknown) =>
      ownFieldValue(name, value, fields, locale, t) ?? fieldValue(name, value, all, t, otherSide),
  };
}
