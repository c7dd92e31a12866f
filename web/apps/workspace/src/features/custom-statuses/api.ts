import { api, type Id, type Schemas, type Sent } from '@guichet/api';
import { queryOptions } from '@tanstack/react-query';
import type { Category } from './statuses';

/** A desk's own name for where a ticket stands. */
export type CustomStatus = Omit<Sent<'CustomStatusBody'>, 'status_category'> & {
  status_category: Category;
};
/** What is set on one; what is absent stays. */
export type StatusChange = Partial<Schemas['CustomStatusChange']>;

type Page = { custom_statuses: CustomStatus[]; next_page: string | null };

async function readStatuses(page = 1): Promise<CustomStatus[]> {
  const answer = await api.get<Page>('/custom_statuses', { per_page: 100, page });
  if (!answer.next_page) return answer.custom_statuses;
  return [...answer.custom_statuses, ...(await readStatuses(page + 1))];
}

/** Every status by its category, those out of use too. */
export const statusesQuery = queryOptions({
  queryKey: ['custom-statuses'],
  queryFn: () => readStatuses(),
  staleTime: 300_000,
});

export async function createStatus(change: StatusChange): Promise<CustomStatus> {
  const body = { custom_status: change };
  return (await api.post<{ custom_status: CustomStatus }>('/custom_statuses', body)).custom_status;
}

export async function updateStatus(id: Id, change: StatusChange): Promise<CustomStatus> {
  const body = { custom_status: change };
  const answer = await api.put<{ custom_status: CustomStatus }>(`/custom_statuses/${id}`, body);
  return answer.custom_status;
}

export function deleteStatus(id: Id) {
  return api.delete<void>(`/custom_statuses/${id}`);
}

/** Makes a status what tickets get that come into its category. */
export function chooseDefault(id: Id) {
  return api.put<void>('/custom_status/default', { ids: [id] });
}
