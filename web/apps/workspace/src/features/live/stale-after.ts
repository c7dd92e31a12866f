import type { LiveMessage } from '@guichet/api';
import type { QueryKey } from '@tanstack/react-query';

/** Which queries a live message makes stale. */
export function staleAfter(message: LiveMessage): QueryKey[] {
  if (message.type === 'counts_stale') return [['view-counts']];
  if (message.type === 'notified') return [['notifications']];
  if (message.type === 'tickets_changed') {
    const conversations = message.ids.map((id) => ['conversation', id]);
    return [...conversations, ['tickets'], ['search'], ['requested-tickets']];
  }
  if (message.type !== 'changed') return [];
  switch (message.entity) {
    case 'ticket':
      return [
        ['conversation', message.id],
        ['tickets'],
        ['search'],
        ['requested-tickets'],
        ['incidents'],
        ['kept-tickets'],
      ];
    case 'user':
      return [['person', message.id], ['people'], ['agents']];
    case 'organization':
      return [['organization', message.id], ['organizations']];
    case 'group':
      return [['groups'], ['views']];
    case 'view':
      return [['views'], ['view-counts']];
    case 'settings':
      return [['desk']];
    case 'bulk_change':
      return [['bulk-changes']];
    default:
      return [];
  }
}
