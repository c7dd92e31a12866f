import {
  api,
  type CursorMeta,
  type Id,
  type Instant,
  type JobStatus,
  type Sent,
  type Status,
} from '@guichet/api';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { finished } from '@/features/tickets/api';

/** A mail that was kept from becoming a ticket. */
export type SuspendedTicket = Pick<
  Sent<'SuspendedTicketBody'>,
  'id' | 'subject' | 'content' | 'cause_id' | 'recipient' | 'created_at'
> & { author: { id: Id | null; name: string; email: string } };

/** A ticket that was deleted and can come back. */
export type DeletedTicket = {
  id: Id;
  subject: string | null;
  deleted_at: Instant;
  previous_state: Status;
};

const PAGE_SIZE = 50;

function pagesOf<Name extends 'suspended_tickets' | 'deleted_tickets', Row>(name: Name) {
  return infiniteQueryOptions({
    queryKey: [name],
    queryFn: ({ pageParam }) =>
      api.get<{ [key in Name]: Row[] } & { meta: CursorMeta }>(`/${name}`, {
        'page[size]': PAGE_SIZE,
        'page[after]': pageParam ?? undefined,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ meta }) => (meta.has_more ? meta.after_cursor : null),
  });
}

export const suspendedQuery = pagesOf<'suspended_tickets', SuspendedTicket>('suspended_tickets');
export const deletedQuery = pagesOf<'deleted_tickets', DeletedTicket>('deleted_tickets');

/** How many mails wait to be looked at. */
export const suspendedCountQuery = queryOptions({
  queryKey: ['suspended_tickets', 'count'],
  queryFn: async () =>
    (await api.get<{ count: number }>('/suspended_tickets', { per_page: 1 })).count,
});

const named = (ids: readonly Id[]) => ({ ids: ids.join(',') });

export const recoverSuspended = (ids: readonly Id[]) =>
  api.put<void>('/suspended_tickets/recover_many', undefined, named(ids));

export const deleteSuspended = (ids: readonly Id[]) =>
  api.delete<void>('/suspended_tickets/destroy_many', named(ids));

export const restoreTickets = (ids: readonly Id[]) =>
  api.put<void>('/deleted_tickets/restore_many', undefined, named(ids));

/** Removes deleted tickets for good, and waits until the server has done it. */
export const removeTickets = (ids: readonly Id[]) =>
  doneMany(api.delete<Started>('/deleted_tickets/destroy_many', named(ids)));

/** Moves tickets to the deleted ones. */
export const deleteTickets = (ids: readonly Id[]) =>
  doneMany(api.delete<Started>('/tickets/destroy_many', named(ids)));

/** Moves tickets to the deleted ones and suspends who asked, whose mail is put aside from now on. */
export const markAsSpam = (ids: readonly Id[]) =>
  api.put<Started>('/tickets/mark_many_as_spam', undefined, named(ids));

/** Lets someone's mail become tickets again. */
export const liftSuspension = (id: Id) => api.put(`/users/${id}`, { user: { suspended: false } });

type Started = { job_status: JobStatus };

async function doneMany(started: Promise<Started>) {
  const job = await finished((await started).job_status);
  const refused = job.results?.find((result) => result.success === false);
  if (job.status !== 'completed' || refused) throw new Error(refused?.error ?? job.status);
}
