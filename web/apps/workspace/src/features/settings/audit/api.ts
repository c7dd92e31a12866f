import { api, apiPath, type CursorMeta, type Query, type Sent } from '@guichet/api';
import { infiniteQueryOptions } from '@tanstack/react-query';

export type AuditLog = Sent<'AuditLogBody'>;
export type SettingChange = Sent<'SettingChange'>;

/** The kinds of things that the log tells of, in the order they are offered. */
export const KINDS = [
  'settings',
  'mailbox',
  'user',
  'invitation',
  'group',
  'brand',
  'view',
  'macro',
  'ticket_field',
  'ticket_form',
  'custom_status',
  'task_template',
  'user_field',
  'organization_field',
  'suspended_ticket',
] as const;
export type Kind = (typeof KINDS)[number];

/** What of the log is wanted: by whom, of what kind, from which day to which, both included. */
export type Wanted = { actor: string | null; kind: Kind | null; from: string; until: string };

type Page = { audit_logs: AuditLog[]; meta: CursorMeta };

export const auditQuery = (wanted: Wanted) =>
  infiniteQueryOptions({
    queryKey: ['audit-log', wanted],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page>(
        '/audit_logs',
        { ...filterOf(wanted), 'page[size]': 50, 'page[after]': pageParam ?? undefined },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ meta }) => (meta.has_more ? meta.after_cursor : null),
  });

/** Where the same is to be had as a file for spreadsheets. */
export const auditFile = (wanted: Wanted) => apiPath('/audit_logs/csv', filterOf(wanted));

/** Days are the reader's, from their first moment to their last. */
export function filterOf({ actor, kind, from, until }: Wanted): Query {
  const first = from ? new Date(`${from}T00:00:00`).toISOString() : '1970-01-01T00:00:00Z';
  const last = until ? new Date(`${until}T23:59:59.999`).toISOString() : '9999-12-31T00:00:00Z';
  return {
    'filter[actor_id]': actor ?? undefined,
    'filter[source_type]': kind ?? undefined,
    'filter[created_at]': from || until ? [first, last] : undefined,
  };
}
