import type { Conversation } from '@guichet/api';

/** How many of a ticket's tasks are not done. */
export function openTasks(page: Pick<Conversation, 'tasks'> | undefined): number {
  return page?.tasks.filter((task) => !task.done).length ?? 0;
}
