import { api, type CursorMeta, type Id, type Schemas, type Sent } from '@guichet/api';
import { queryOptions } from '@tanstack/react-query';

export type FieldKind = Schemas['FieldKind'];
export type FieldTarget = Schemas['Target'];
export type FieldOption = Sent<'FieldOption'>;
export type TicketField = Omit<Sent<'FieldBody'>, 'custom_field_options'> & {
  custom_field_options?: FieldOption[];
};
/** What is set on a field; what is absent stays. */
export type FieldChange = Partial<Schemas['FieldChange']>;

type Page = { ticket_fields: TicketField[]; meta: CursorMeta };

/** Every page from the cursor on. */
async function readFields(after: string | null): Promise<TicketField[]> {
  const query = { 'page[size]': 100, 'page[after]': after ?? undefined };
  const { ticket_fields, meta } = await api.get<Page>('/ticket_fields', query);
  if (!meta.has_more) return ticket_fields;
  return [...ticket_fields, ...(await readFields(meta.after_cursor))];
}

/** The desk's own fields in their order, those out of use too. */
export const fieldsQuery = queryOptions({
  queryKey: ['ticket-fields'],
  queryFn: () => readFields(null),
  staleTime: 300_000,
});

export async function createField(change: FieldChange): Promise<TicketField> {
  const body = { ticket_field: change };
  return (await api.post<{ ticket_field: TicketField }>('/ticket_fields', body)).ticket_field;
}

export async function updateField(id: Id, change: FieldChange): Promise<TicketField> {
  const body = { ticket_field: change };
  return (await api.put<{ ticket_field: TicketField }>(`/ticket_fields/${id}`, body)).ticket_field;
}

export function deleteField(id: Id) {
  return api.delete<void>(`/ticket_fields/${id}`);
}

export function reorderFields(ids: readonly Id[]) {
  return api.put<void>('/ticket_fields/reorder', { ticket_field_ids: ids });
}
