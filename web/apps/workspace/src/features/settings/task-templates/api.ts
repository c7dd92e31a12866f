import { api, type Id, type TaskTemplate } from '@guichet/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { taskTemplatesQuery } from '@/features/tasks/api';

/** A template as its form holds it: one task in each line. */
export type TemplateDraft = { title: string; tasks: string };

export function draftOf(template: TaskTemplate | null): TemplateDraft {
  return { title: template?.title ?? '', tasks: template?.tasks.join('\n') ?? '' };
}

/** The tasks of a draft, without its empty lines. */
export function tasksOf({ tasks }: TemplateDraft): string[] {
  return tasks.split('\n').filter((line) => line.trim() !== '');
}

/** Changes a template, or makes one where there is no id. */
export function saveTemplate(id: Id | null, draft: TemplateDraft) {
  const body = { task_template: { title: draft.title, tasks: tasksOf(draft) } };
  return id
    ? api.put<void>(`/task_templates/${id}`, body)
    : api.post<void>('/task_templates', body);
}

export function deleteTemplate(id: Id) {
  return api.delete<void>(`/task_templates/${id}`);
}

/** Runs a change of the desk's task templates and reads them anew. */
export function useTemplateChange<Values>(change: (values: Values) => Promise<void>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => client.invalidateQueries({ queryKey: taskTemplatesQuery.queryKey }),
  });
}
