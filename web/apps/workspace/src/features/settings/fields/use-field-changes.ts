import {
  type FieldOwner,
  fieldsQuery,
  recordFieldsQuery,
  reorderFields,
} from '@/features/ticket-fields/api';
import { useSettingChange, useSettingOrder } from '../use-setting-changes';

const listOf = (owner: FieldOwner) =>
  (owner === 'ticket' ? fieldsQuery : recordFieldsQuery(owner)).queryKey;

/** Runs a change of the desk's fields and reads them anew. */
export function useFieldChange<Values, Answer>(
  owner: FieldOwner,
  change: (values: Values) => Promise<Answer>,
) {
  return useSettingChange([listOf(owner)], change);
}

/** Puts fields in order. */
export function useFieldOrder(owner: FieldOwner) {
  return useSettingOrder(listOf(owner), (ids) => reorderFields(owner, ids));
}
