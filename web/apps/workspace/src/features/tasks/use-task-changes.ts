import type { Id, Task } from '@guichet/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { conversationQuery } from '@/features/tickets/api';
import { patchConversation } from '@/features/tickets/cache';
import { useT } from '@/i18n/provider';
import { toasts } from '@/shared/toast/toast-store';
import { describeError } from '@/shared/ui';
import { changeTask, createTask, deleteTask, orderTasks, type TaskChange } from './api';

type Change = {
  /** What the list looks like at once; as it is, where only the server knows. */
  shown?: (tasks: Task[]) => Task[];
  ask: () => Promise<unknown>;
};

/** Changes a ticket's tasks: at once on the screen, then on the server. */
export function useTaskChanges(ticketId: Id) {
  const client = useQueryClient();
  const t = useT();
  const { queryKey } = conversationQuery(ticketId);
  const { mutate } = useMutation({
    scope: { id: `tasks-${ticketId}` },
    mutationFn: ({ ask }: Change) => ask(),
    onMutate: async ({ shown }) => {
      if (!shown) return;
      await client.cancelQueries({ queryKey });
      patchConversation(client, ticketId, (page) => ({ ...page, tasks: shown(page.tasks) }));
    },
    onError: (error) =>
      toasts.show({
        textKey: 'tickets.notChanged',
        values: { reason: describeError(error, t) },
        tone: 'failed',
      }),
    onSettled: () => client.invalidateQueries({ queryKey }),
  });

  const add = (task: TaskChange) => mutate({ ask: () => createTask(ticketId, task) });
  return {
    add,
    change: (id: Id, change: TaskChange) =>
      mutate({
        shown: (tasks) => tasks.map((task) => (task.id === id ? { ...task, ...change } : task)),
        ask: () => changeTask(ticketId, id, change),
      }),
    remove({ id, title, done, assignee_id, due_at }: Task) {
      mutate({
        shown: (tasks) => tasks.filter((task) => task.id !== id),
        ask: () => deleteTask(ticketId, id),
      });
      toasts.show({
        textKey: 'tasks.removed',
        values: { title },
        undo: () => add({ title, done, assignee_id, due_at }),
      });
    },
    order: (ids: Id[]) =>
      mutate({
        shown: (tasks) => ids.flatMap((id) => tasks.find((task) => task.id === id) ?? []),
        ask: () => orderTasks(ticketId, ids),
      }),
  };
}
