import type { Conversation, Status } from '@guichet/api';
import { openChildren } from '@/features/links/open-children';
import { openTasks } from '@/features/tasks/open-tasks';
import type { Toast } from '@/shared/toast/toast-store';

/** What to say when a ticket is solved while tasks or children of it are open; otherwise `usual`. */
export function toastAfter(
  page: Conversation | undefined,
  before: Status | undefined,
  after: Status | undefined,
  usual: Toast['textKey'],
): Pick<Toast, 'textKey' | 'values'> {
  if (after !== 'solved' || before === 'solved') return { textKey: usual };
  const [tasks, children] = [openTasks(page), openChildren(page)];
  if (tasks > 0) return { textKey: 'tasks.solvedWithOpen', values: { count: tasks } };
  if (children > 0) return { textKey: 'links.solvedWithOpen', values: { count: children } };
  return { textKey: usual };
}
