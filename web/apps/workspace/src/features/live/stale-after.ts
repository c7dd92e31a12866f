import type { LiveMessage } from '@guichet/api';
import type { QueryKey } from '@tanstack/react-query';

const LISTS_OF_TICKETS: QueryKey[] = [
  ['tickets'],
  ['search'],
  ['requested-tickets'],
  ['incidents'],
  ['kept-tickets'],
  ['tickets-similar'],
];

/** Which queries a live message makes stale. */
export function staleAfter(message: LiveMessage): QueryKey[] {
  if (message.type === 'counts_stale') return [['view-counts']];
  if (message.type === 'notified') return [['notifications'], ['reminders']];
  if (message.type === 'tickets_changed') {
    const conversations = message.ids.map((id) => ['conversation', id]);
    return [...conversations, ...LISTS_OF_TICKETS];
  }
  if (message.type !== 'changed') return [];
  switch (message.entity) {
    case 'ticket':
      return [['conversation', message.id], ...LISTS_OF_TICKETS];
    case 'user':
      return [['person', message.id], ['people'], ['agents']];
    case 'organization':
      return [['organization', message.id], ['organizations']];
    case 'group':
      return [['groups'], ['views']];
    case 'view':
      return [['views'], ['view-counts']];
    case 'macro':
      return [['macros']];
    case 'ticket_field':
      return [['ticket-fields'], ['views']];
    case 'user_field':
      return [['user-fields']];
    case 'organization_field':
      return [['organization-fields']];
    case 'brand':
      return [['brands'], ['mailboxes']];
    case 'ticket_form':
      return [['ticket-forms']];
    case 'custom_status':
      return [['custom-statuses'], ['views']];
    case 'task_template':
      return [['task-templates']];
    case 'recurring_ticket':
      return [['recurring-tickets']];
    case 'settings':
      return [['desk'], ['brands']];
    case 'bulk_change':
      return [['bulk-changes']];
    default:
      // Of another version of the server, which tells of more.
      return [];
  }
}
