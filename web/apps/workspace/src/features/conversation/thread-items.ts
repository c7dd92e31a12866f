import type { Audit, AuditEvent, Comment, Id, User } from '@guichet/api';
import { withOneStatus } from '@/features/custom-statuses/changes';
import { eventsByField } from '@/features/ticket-fields/changes';

/** One change of one field, or something else that is told, with who made it. */
export type FieldChange = { authorId: Id; at: string; event: AuditEvent };

export type ThreadItem =
  | { kind: 'message'; key: string; comment: Comment; isFolded: boolean }
  | { kind: 'changes'; key: string; at: string; changes: FieldChange[] };

const OPEN_AT_END = 3;

/**
 * The conversation in the order it happened. Older messages fold to a line; the newest three and
 * the customer's last one stay open. Changes between two messages become one line.
 */
export function threadItems(
  comments: readonly Comment[],
  audits: readonly Audit[],
  users: ReadonlyMap<Id, User>,
): ThreadItem[] {
  const openIds = openComments(comments, users);
  const events = [
    ...comments.map((comment) => ({ at: comment.created_at, order: 0, comment, audit: null })),
    ...audits.map((audit) => ({ at: audit.created_at, order: 1, comment: null, audit })),
  ].sort((a, b) => a.at.localeCompare(b.at) || a.order - b.order);

  const items: ThreadItem[] = [];
  for (const { comment, audit } of events) {
    if (comment) {
      const isFolded = !openIds.has(comment.id);
      items.push({ kind: 'message', key: `c${comment.id}`, comment, isFolded });
    } else if (audit) {
      addChanges(items, audit);
    }
  }
  return items;
}

function openComments(comments: readonly Comment[], users: ReadonlyMap<Id, User>): Set<Id> {
  const open = new Set(comments.slice(-OPEN_AT_END).map((comment) => comment.id));
  const isByCustomer = (comment: Comment) => users.get(comment.author_id)?.role === 'end-user';
  const last = comments.findLast((comment) => comment.public && isByCustomer(comment));
  if (last) open.add(last.id);
  return open;
}

function addChanges(items: ThreadItem[], audit: Audit) {
  const changes = withOneStatus(audit.events)
    .filter(
      (event) => (event.type === 'Change' && event.field_name) || isTold(event) || isListed(event),
    )
    .flatMap(eventsByField)
    .map((event) => ({ authorId: audit.author_id, at: audit.created_at, event }));
  if (changes.length === 0) return;
  const last = items.at(-1);
  if (last?.kind === 'changes') {
    last.changes.push(...changes);
    last.at = audit.created_at;
  } else {
    items.push({ kind: 'changes', key: `a${audit.id}`, at: audit.created_at, changes });
  }
}

const TOLD = [
  'Merge',
  'Unmerge',
  'FollowUp',
  'Link',
  'Unlink',
  'Split',
  'Snooze',
  'RecurringTicket',
  'CommentRedactionEvent',
  'AttachmentRedactionEvent',
];

/** Whether an event tells more than that a field changed: a merge, a follow-up, a link, a snooze, a redaction. */
export function isTold({ type }: AuditEvent): boolean {
  return TOLD.includes(type);
}

/** What a ticket has several of, by the type of the events that tell of one of them. */
const LISTS: Record<string, string> = { Task: 'tasks', TimeEntry: 'time_entries' };

/** Whether an event is about one of several things that a ticket has, such as a task. */
export const isListed = ({ type }: AuditEvent) => type in LISTS;

/** The fields and lists changed, each once, in the order of their first change. */
export function changedFields(changes: readonly FieldChange[]): string[] {
  return [...new Set(changes.flatMap(({ event }) => event.field_name ?? LISTS[event.type] ?? []))];
}
