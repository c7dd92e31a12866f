import type { Conversation, Status, Ticket } from '@guichet/api';

/** How many of a ticket's tasks are not done. */
export function openTasks(page: Pick<Conversation, 'tasks'> | undefined): number {
  return page?.tasks.filter((task) => !task.done).length ?? 0;
}

/** How many tasks a ticket leaves behind when it goes from one status to another: those open, when it is solved. */
export function leftBehind(
  page: Conversation | undefined,
  before: Status | undefined,
  after: Pick<Ticket, 'status'>,
): number {
  return after.status === 'solved' && before !== 'solved' ? openTasks(page) : 0;
}
