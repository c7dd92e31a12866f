import type { Id } from '@guichet/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { fieldsQuery, reorderFields, updateField } from '@/features/ticket-fields/api';

/** Runs a change of the desk's fields and reads them anew. */
export function useFieldChange<Values, Answer>(change: (values: Values) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => client.invalidateQueries({ queryKey: fieldsQuery.queryKey }),
  });
}

/** Puts fields in order: at once on the screen, then on the server. */
export function useFieldOrder() {
  const client = useQueryClient();
  const saving = useFieldChange(reorderFields);
  return {
    error: saving.error,
    reorder(ids: Id[]) {
      client.setQueryData(fieldsQuery.queryKey, (fields) =>
        ids.flatMap((id) => fields?.find((field) => field.id === id) ?? []),
      );
      saving.mutate(ids);
    },
  };
}

/** Takes a field in or out of use. */
export function useFieldSwitch() {
  return useFieldChange(({ id, active }: { id: Id; active: boolean }) =>
    updateField(id, { active }),
  );
}
