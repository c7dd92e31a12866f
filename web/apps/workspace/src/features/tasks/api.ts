import { api, type Id, type Instant, type Task, type TaskTemplate } from '@guichet/api';
import { queryOptions } from '@tanstack/react-query';

/** What is set of a task; what is absent stays. */
export type TaskChange = {
  title?: string;
  done?: boolean;
  assignee_id?: Id | null;
  due_at?: Instant | null;
};

const tasksPath = (ticketId: Id) => `/tickets/${ticketId}/tasks`;

export async function createTask(ticketId: Id, task: TaskChange): Promise<Task> {
  return (await api.post<{ task: Task }>(tasksPath(ticketId), { task })).task;
}

export async function changeTask(ticketId: Id, id: Id, task: TaskChange): Promise<Task> {
  return (await api.put<{ task: Task }>(`${tasksPath(ticketId)}/${id}`, { task })).task;
}

export function deleteTask(ticketId: Id, id: Id) {
  return api.delete<void>(`${tasksPath(ticketId)}/${id}`);
}

export function orderTasks(ticketId: Id, task_ids: Id[]) {
  return api.put<void>(`${tasksPath(ticketId)}/reorder`, { task_ids });
}

export const taskTemplatesQuery = queryOptions({
  queryKey: ['task-templates'],
  queryFn: async () => {
    const path = '/task_templates';
    return (await api.get<{ task_templates: TaskTemplate[] }>(path)).task_templates;
  },
  staleTime: 300_000,
});
