import { api, type FieldEntry, type Id, type Instant, type Schemas, type Sent } from '@guichet/api';
import { queryOptions } from '@tanstack/react-query';
import type { Requester } from '@/features/new-ticket/api';
import type { TicketFields } from '@/features/tickets/api';
import { useSettingChange } from '../use-setting-changes';

export type Schedule = Sent<'RecurringTicketSchedule'>;
export type DayOfWeek = Schemas['DayOfWeek'];
type Template = Omit<Sent<'RecurringTicketTemplate'>, 'custom_fields'> & {
  custom_fields: FieldEntry[];
};
/** A ticket that was made. */
export type Run = Sent<'RecurringRun'>;
export type RecurringTicket = Omit<
  Sent<'RecurringTicketBody'>,
  'ticket' | 'schedule' | 'last_tickets'
> & {
  ticket: Template;
  schedule: Schedule;
  last_tickets: Run[];
};

/** What is set of a recurring ticket; what is absent stays. */
export type RecurringTicketChange = {
  ticket?: Omit<TicketFields, 'requester'> & {
    requester: Requester;
    comment: { html_body: string; public: boolean };
  };
  schedule?: Schedule;
  paused?: boolean;
};

const LIST = ['recurring-tickets'];
const PATH = '/recurring_tickets';

/** One's own recurring tickets, for admins all, the next first. */
export const recurringTicketsQuery = queryOptions({
  queryKey: LIST,
  queryFn: async () =>
    (await api.get<{ recurring_tickets: RecurringTicket[] }>(PATH)).recurring_tickets,
});

export const recurringTicketQuery = (id: Id) =>
  queryOptions({
    queryKey: [...LIST, id],
    queryFn: async () =>
      (await api.get<{ recurring_ticket: RecurringTicket }>(`${PATH}/${id}`)).recurring_ticket,
  });

/** The next times of a schedule; refused when it makes no sense. */
export const scheduleTimesQuery = (schedule: Schedule) =>
  queryOptions({
    queryKey: ['schedule-times', schedule],
    queryFn: async () =>
      (await api.post<{ times: Instant[] }>(`${PATH}/preview`, { schedule })).times,
    retry: false,
  });

/** Changes a recurring ticket, or sets one up where there is no id. */
export function saveRecurringTicket(id: Id | null, { ticket, ...change }: RecurringTicketChange) {
  const recurring_ticket = { ...change, ticket: ticket && withRequester(ticket) };
  return id
    ? api.put<void>(`${PATH}/${id}`, { recurring_ticket })
    : api.post<void>(PATH, { recurring_ticket });
}

function withRequester({ requester, ...ticket }: NonNullable<RecurringTicketChange['ticket']>) {
  return 'id' in requester ? { ...ticket, requester_id: requester.id } : { ...ticket, requester };
}

/** Makes one of them now. The ticket's number. */
export async function runRecurringTicket(id: Id): Promise<Id | undefined> {
  const path = `${PATH}/${id}/run`;
  const { recurring_ticket } = await api.post<{ recurring_ticket: RecurringTicket }>(path, {});
  return recurring_ticket.last_tickets[0]?.ticket_id;
}

export function deleteRecurringTicket(id: Id) {
  return api.delete<void>(`${PATH}/${id}`);
}

/** Runs a change of recurring tickets and reads them anew. */
export function useRecurringChange<Values, Answer>(change: (values: Values) => Promise<Answer>) {
  return useSettingChange([LIST], change);
}
