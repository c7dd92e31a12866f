import {
  type Audit,
  api,
  type Conversation,
  type Draft,
  type FieldEntry,
  type Group,
  type Id,
  type Instant,
  type JobStatus,
  type Priority,
  type Status,
  type Ticket,
  type TicketType,
  type User,
} from '@guichet/api';
import { queryOptions } from '@tanstack/react-query';
import type { CallFields } from '@/features/calls/call';

/** Fields of a ticket that agents change. */
export type TicketFields = {
  subject?: string;
  status?: Status;
  /** One of the desk's own statuses, of the category that `status` names. */
  custom_status_id?: Id;
  brand_id?: Id;
  /** Null for none. */
  ticket_form_id?: Id | null;
  priority?: Priority | null;
  type?: TicketType | null;
  assignee_id?: Id | null;
  group_id?: Id | null;
  problem_id?: Id | null;
  requester_id?: Id;
  /** Someone the desk may not know yet. */
  requester?: { email: string };
  tags?: string[];
  due_at?: Instant | null;
  /** Values of the desk's own fields; those not named stay. */
  custom_fields?: FieldEntry[];
  followers?: PersonEdit[];
  email_ccs?: PersonEdit[];
  /** Tags that come and go; the others stay. */
  additional_tags?: string[];
  remove_tags?: string[];
  /** The macros it comes from, whose uses are counted. */
  macro_ids?: Id[];
  /** Templates whose tasks are added. */
  task_template_ids?: Id[];
};

/** Someone who joins a list of people, or leaves it. */
export type PersonEdit = { user_id: Id; action: 'put' | 'delete' };

export type NewComment = {
  html_body: string;
  public: boolean;
  uploads: string[];
  to?: string[];
  cc?: string[];
  /** From which of the desk's addresses; the ticket's when left out. */
  from?: string;
};

export type TicketChange = TicketFields & {
  comment?: NewComment;
  /** Time that was worked on it. */
  time_entry?: { seconds: number };
} & Partial<CallFields>;

export const conversationQuery = (id: Id) =>
  queryOptions({
    queryKey: ['conversation', id],
    queryFn: ({ signal }) => api.get<Conversation>(`/tickets/${id}/conversation`, {}, signal),
  });

/** Saves a change made on what the stamp stands for; refused with 409 when others were faster. */
export function saveTicket(id: Id, change: TicketChange, updatedStamp: string | undefined) {
  const safe = updatedStamp ? { safe_update: true, updated_stamp: updatedStamp } : {};
  return api.put<{ ticket: Ticket; audit: Audit }>(`/tickets/${id}`, {
    ticket: { ...change, ...safe },
  });
}

/** Takes a whole change back; an answer only as long as it has not left. */
export function undoChange(id: Id, auditId: Id) {
  return api.post<{ ticket: Ticket; draft: Draft | null }>(`/tickets/${id}/audits/${auditId}/undo`);
}

export function markRead(id: Id) {
  return api.post<void>(`/tickets/${id}/read`);
}

const POLL_MS = 300;

/** Waits until the server has done a job. */
export async function finished(job: JobStatus): Promise<JobStatus> {
  if (job.status !== 'queued' && job.status !== 'working') return job;
  await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  return finished((await api.get<{ job_status: JobStatus }>(`/job_statuses/${job.id}`)).job_status);
}

export const agentsQuery = queryOptions({
  queryKey: ['agents'],
  queryFn: async () => {
    const query = { 'role[]': ['agent', 'admin'], per_page: 100 };
    const { users } = await api.get<{ users: User[] }>('/users', query);
    return users.sort((a, b) => a.name.localeCompare(b.name));
  },
  staleTime: 300_000,
});

export const groupsQuery = queryOptions({
  queryKey: ['groups'],
  queryFn: async () => {
    const { groups } = await api.get<{ groups: Group[] }>('/groups');
    return groups.filter((group) => !group.deleted);
  },
  staleTime: 300_000,
});

export async function suggestTags(name: string): Promise<string[]> {
  const { tags } = await api.get<{ tags: string[] }>('/autocomplete/tags', { name });
  return tags;
}
