import { useMutation, useQueryClient } from '@tanstack/react-query';
import { groupsQuery } from '@/features/tickets/api';
import { viewsQuery } from '@/features/views/api';

/** Runs a change of teams; each team has a view, so the views are read anew too. */
export function useGroupChange<Values>(change: (values: Values) => Promise<unknown>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: groupsQuery.queryKey });
      void client.invalidateQueries({ queryKey: viewsQuery.queryKey });
    },
  });
}
