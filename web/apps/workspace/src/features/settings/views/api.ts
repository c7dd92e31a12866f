import { api, type Id, type Restriction, type Ticket, type View } from '@guichet/api';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { GroupField } from '@/features/tickets-list/api';
import type { Conditions } from './conditions';

export type SortKey =
  | 'updated_at'
  | 'created_at'
  | 'latest_comment_at'
  | 'priority'
  | 'status'
  | 'subject'
  | 'waiting_since'
  | 'due_at'
  | 'id';
export type Output = {
  group_by: GroupField | null;
  sort_by: SortKey;
  sort_order: 'asc' | 'desc';
};

/** A view with what it asks for. */
export type ViewDefinition = View & {
  restriction: Restriction;
  conditions: Conditions;
  execution: NonNullable<View['execution']>;
};
/** What is set on a view; what is absent stays. */
export type ViewChange = {
  title?: string;
  active?: boolean;
  restriction?: Restriction;
  conditions?: Conditions;
  output?: Output;
};

/** Every view the asker sees, the hidden ones too, but for those that teams have by themselves. */
export const allViewsQuery = queryOptions({
  queryKey: ['views', 'all'],
  queryFn: async () => {
    const { views } = await api.get<{ views: ViewDefinition[] }>('/views');
    return views.filter((view) => !view.group_id).sort((a, b) => a.position - b.position);
  },
});

export async function createView(view: ViewChange): Promise<View> {
  return (await api.post<{ view: View }>('/views', { view })).view;
}

export async function updateView(id: Id, view: ViewChange): Promise<View> {
  return (await api.put<{ view: View }>(`/views/${id}`, { view })).view;
}

export function placeViews(views: readonly { id: Id; position: number }[]) {
  return api.put<void>('/views/update_many', { views });
}

export function deleteView(id: Id) {
  return api.delete<void>(`/views/${id}`);
}

type Preview = { rows: { ticket: Ticket & { updated_at: string } }[] };

/** The tickets that a view would have, and how many they are. */
export const previewQuery = (view: Pick<ViewChange, 'conditions' | 'output'>) =>
  queryOptions({
    queryKey: ['tickets-of-draft', JSON.stringify(view)],
    queryFn: async () => {
      const [{ rows }, { view_count }] = await Promise.all([
        api.post<Preview>('/views/preview', { view }),
        api.post<{ view_count: { value: number } }>('/views/preview/count', { view }),
      ]);
      return { tickets: rows.map((row) => row.ticket), count: view_count.value };
    },
    placeholderData: keepPreviousData,
    retry: false,
  });
