import type { Id } from '@guichet/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { formsQuery, reorderForms, updateForm } from '@/features/ticket-forms/api';

/** Runs a change of the desk's forms and reads them anew. */
export function useFormChange<Values, Answer>(change: (values: Values) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => client.invalidateQueries({ queryKey: formsQuery.queryKey }),
  });
}

/** Puts forms in order: at once on the screen, then on the server. */
export function useFormOrder() {
  const client = useQueryClient();
  const saving = useFormChange(reorderForms);
  return {
    error: saving.error,
    reorder(ids: Id[]) {
      client.setQueryData(formsQuery.queryKey, (forms) =>
        ids.flatMap((id) => forms?.find((form) => form.id === id) ?? []),
      );
      saving.mutate(ids);
    },
  };
}

/** Takes a form in or out of use. */
export function useFormSwitch() {
  return useFormChange(({ id, active }: { id: Id; active: boolean }) => updateForm(id, { active }));
}
