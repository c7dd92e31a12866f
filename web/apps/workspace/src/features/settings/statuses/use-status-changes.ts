import type { Id } from '@guichet/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { statusesQuery, updateStatus } from '@/features/custom-statuses/api';

/** Runs a change of the desk's statuses and reads them anew. */
export function useStatusChange<Values, Answer>(change: (values: Values) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => client.invalidateQueries({ queryKey: statusesQuery.queryKey }),
  });
}

/** Takes a status in or out of use. */
export function useStatusSwitch() {
  return useStatusChange(({ id, active }: { id: Id; active: boolean }) =>
    updateStatus(id, { active }),
  );
}
