import { api, type Id, type Schemas, type Sent, type Status } from '@guichet/api';
import { queryOptions } from '@tanstack/react-query';

/** The statuses that a ticket cannot get while a field is empty. */
export type RequiredOn = { type: Schemas['RequiredKind']; statuses?: Status[] };
/** A field that a condition shows. */
export type ChildField = {
  id: Id;
  is_required?: boolean;
  required_on_statuses?: RequiredOn | null;
};
/** That a value of one field shows others. */
export type FormCondition = { parent_field_id: Id; value: unknown; child_fields: ChildField[] };

type Conditions = { agent_conditions: FormCondition[]; end_user_conditions: FormCondition[] };
/** Which of the desk's own fields a kind of ticket has. */
export type TicketForm = Omit<Sent<'FormBody'>, keyof Conditions> & Conditions;
/** What is set on a form; what is absent stays. */
export type FormChange = Partial<Omit<Schemas['FormChange'], keyof Conditions> & Conditions>;

type Page = { ticket_forms: TicketForm[]; next_page: string | null };

async function readForms(page = 1): Promise<TicketForm[]> {
  const answer = await api.get<Page>('/ticket_forms', { per_page: 100, page });
  if (!answer.next_page) return answer.ticket_forms;
  return [...answer.ticket_forms, ...(await readForms(page + 1))];
}

/** Every form in its order, those out of use too. */
export const formsQuery = queryOptions({
  queryKey: ['ticket-forms'],
  queryFn: () => readForms(),
  staleTime: 300_000,
});

export async function createForm(change: FormChange): Promise<TicketForm> {
  const body = { ticket_form: change };
  return (await api.post<{ ticket_form: TicketForm }>('/ticket_forms', body)).ticket_form;
}

export async function updateForm(id: Id, change: FormChange): Promise<TicketForm> {
  const body = { ticket_form: change };
  return (await api.put<{ ticket_form: TicketForm }>(`/ticket_forms/${id}`, body)).ticket_form;
}

export async function cloneForm(id: Id): Promise<TicketForm> {
  return (await api.post<{ ticket_form: TicketForm }>(`/ticket_forms/${id}/clone`)).ticket_form;
}

export function deleteForm(id: Id) {
  return api.delete<void>(`/ticket_forms/${id}`);
}

export function reorderForms(ids: readonly Id[]) {
  return api.put<void>('/ticket_forms/reorder', { ticket_form_ids: ids });
}
