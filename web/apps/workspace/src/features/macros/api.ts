import {
  api,
  type FieldEntry,
  type Id,
  type Restriction,
  type Schemas,
  type Sent,
  type Ticket,
} from '@guichet/api';
import { queryOptions } from '@tanstack/react-query';

export type MacroAction = { field: string; value: unknown };

type MacroField = 'id' | 'title' | 'description' | 'position' | 'active';
export type Macro = Pick<Sent<'MacroBody'>, MacroField> &
  Partial<Schemas['Usage']> & { restriction: Restriction; actions: MacroAction[] };

/** What a macro would make of a ticket: the fields that would change, as they would be, and its text. */
export type Effect = Partial<Pick<Ticket, EffectField>> & {
  /** Null for the first status of its category. */
  custom_status_id?: Id | null;
  /** Templates whose tasks would be added. */
  task_template_ids?: Id[];
  /** The values of all fields of the desk's own, where one of them would change. */
  custom_fields?: FieldEntry[];
  comment?: { body: string; html_body: string; public?: boolean };
};

type EffectField =
  | 'subject'
  | 'status'
  | 'brand_id'
  | 'ticket_form_id'
  | 'priority'
  | 'type'
  | 'assignee_id'
  | 'group_id'
  | 'tags'
  | 'follower_ids'
  | 'email_cc_ids';

type Page = { macros: Macro[]; next_page: string | null };

/** Every page of a list of macros. */
export async function readMacros(
  path: string,
  query: Record<string, string>,
  page = 1,
): Promise<Macro[]> {
  const answer = await api.get<Page>(path, { ...query, per_page: 100, page });
  if (!answer.next_page) return answer.macros;
  return [...answer.macros, ...(await readMacros(path, query, page + 1))];
}

/** The macros the signed-in agent can use, those used most first. */
export const usableMacrosQuery = queryOptions({
  queryKey: ['macros', 'usable'],
  queryFn: () =>
    readMacros('/macros/active', {
      only_viewable: 'true',
      include: 'usage_7d',
      sort_by: 'usage_30d',
      sort_order: 'desc',
    }),
  staleTime: 60_000,
});

/** What a macro would do to a ticket as it is now; nothing is changed. */
export const effectQuery = (ticketId: Id, macroId: Id) =>
  queryOptions({
    queryKey: ['macros', 'effect', ticketId, macroId],
    queryFn: async ({ signal }) => {
      const path = `/tickets/${ticketId}/macros/${macroId}/apply`;
      const { result } = await api.get<{ result: { ticket: Effect } }>(path, {}, signal);
      return result.ticket;
    },
    staleTime: 0,
    retry: false,
  });
