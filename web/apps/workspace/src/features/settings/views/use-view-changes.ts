import { useMutation, useQueryClient } from '@tanstack/react-query';

/** Runs a change of views and reads them and their counts anew. */
export function useViewChange<Values, Answer>(change: (values: Values) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => {
      void client.invalidateQueries({ queryKey: ['view-counts'] });
      void client.invalidateQueries({ queryKey: ['tickets'] });
      return client.invalidateQueries({ queryKey: ['views'] });
    },
  });
}
