import { api, type CursorMeta, type Id, type Schemas, type Sent } from '@guichet/api';
import { queryOptions } from '@tanstack/react-query';

export type FieldKind = Schemas['FieldKind'];
export type FieldTarget = Schemas['Target'];
export type FieldOption = Sent<'FieldOption'>;
export type TicketField = Omit<Sent<'FieldBody'>, 'custom_field_options'> & {
  custom_field_options?: FieldOption[];
};
/** What the desk's own fields belong to. */
export type FieldOwner = 'ticket' | 'user' | 'organization';
/** A field of any owner; only those of people and organizations have a key, only those of tickets face customers. */
export type Field = Pick<TicketField, 'id' | 'type' | 'title' | 'active'> &
  Partial<Omit<TicketField, 'key'>> & { key?: string | null };
/** What is set on a field; what is absent stays. */
export type FieldChange = Partial<Schemas['FieldChange'] & Schemas['RecordFieldChange']>;

type RecordField = Omit<Sent<'RecordFieldBody'>, 'type' | 'custom_field_options'> & {
  type: FieldKind | 'dropdown';
  custom_field_options?: FieldOption[];
};
type Page<Read> = { meta: CursorMeta } & Record<`${FieldOwner}_fields`, Read[]>;

/** Every page from the cursor on. */
async function readFields<Read>(owner: FieldOwner, after: string | null = null): Promise<Read[]> {
  const query = { 'page[size]': 100, 'page[after]': after ?? undefined };
  const name = `${owner}_fields` as const;
  const page = await api.get<Page<Read>>(`/${name}`, query);
  if (!page.meta.has_more) return page[name];
  return [...page[name], ...(await readFields<Read>(owner, page.meta.after_cursor))];
}

/** The desk's own fields of tickets in their order, those out of use too. */
export const fieldsQuery = queryOptions({
  queryKey: ['ticket-fields'],
  queryFn: () => readFields<TicketField>('ticket'),
  staleTime: 300_000,
});

/** The same of people or organizations. */
export const recordFieldsQuery = (owner: Exclude<FieldOwner, 'ticket'>) =>
  queryOptions({
    queryKey: [`${owner}-fields`],
    queryFn: async () => (await readFields<RecordField>(owner)).map(asField),
    staleTime: 300_000,
  });

/** With the names that fields of tickets have for the same. */
function asField({ type, description, ...field }: RecordField): Field {
  return { ...field, type: type === 'dropdown' ? 'tagger' : type, agent_description: description };
}

export function createField(owner: FieldOwner, change: FieldChange) {
  return api.post<void>(`/${owner}_fields`, { [`${owner}_field`]: change });
}

export function updateField(owner: FieldOwner, id: Id, change: FieldChange) {
  return api.put<void>(`/${owner}_fields/${id}`, { [`${owner}_field`]: change });
}

export function deleteField(owner: FieldOwner, id: Id) {
  return api.delete<void>(`/${owner}_fields/${id}`);
}

export function reorderFields(owner: FieldOwner, ids: readonly Id[]) {
  return api.put<void>(`/${owner}_fields/reorder`, { [`${owner}_field_ids`]: ids });
}
