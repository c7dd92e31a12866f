import type { Id } from '@guichet/api';
import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';

/** Runs a change of something that the desk keeps, and reads what shows it anew. */
export function useSettingChange<Values, Answer>(
  shownIn: readonly QueryKey[],
  change: (values: Values) => Promise<Answer>,
) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => Promise.all(shownIn.map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
}

/** Puts a list in order: at once on the screen, then on the server. */
export function useSettingOrder(list: QueryKey, save: (ids: readonly Id[]) => Promise<unknown>) {
  const client = useQueryClient();
  const saving = useSettingChange([list], save);
  return {
    error: saving.error,
    reorder(ids: readonly Id[]) {
      client.setQueryData<readonly { id: Id }[]>(list, (items) =>
        ids.flatMap((id) => items?.find((item) => item.id === id) ?? []),
      );
      saving.mutate(ids);
    },
  };
}
