import type { BulkChange, Id } from '@guichet/api';
import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Selectable } from '@/features/tickets-list/use-selection';
import { useT } from '@/i18n/provider';
import { createStore } from '@/shared/store';
import { toasts } from '@/shared/toast/toast-store';
import { describeError } from '@/shared/ui';
import {
  type BulkDeed,
  type BulkTarget,
  beginBulkChange,
  bulkChangesQuery,
  undoBulkChange,
} from './api';

/** The bulk change whose end somebody has taken note of. */
export const putAway = createStore<Id | null>(null);

function tell(client: QueryClient, bulk: BulkChange) {
  client.setQueryData(bulkChangesQuery.queryKey, (all = []) => [
    bulk,
    ...all.filter((each) => each.id !== bulk.id),
  ]);
}

function targetOf(list: Selectable): BulkTarget {
  return list.isEverything ? list.listOf : { ids: [...list.selected] };
}

/** Changes the selected tickets, or all of the list; how far that is, is told below the list. */
export function useBulkChange(list: Selectable) {
  const t = useT();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (deed: BulkDeed) => beginBulkChange(targetOf(list), deed),
    onSuccess: (bulk) => {
      tell(client, bulk);
      list.clearSelection();
    },
    onError: (error) =>
      toasts.show({
        textKey: 'tickets.notChanged',
        values: { reason: describeError(error, t) },
        tone: 'failed',
      }),
  });
}

export function useUndoBulkChange() {
  const t = useT();
  const client = useQueryClient();
  return useMutation({
    mutationFn: undoBulkChange,
    onSuccess: (bulk) => tell(client, bulk),
    onError: (error) =>
      toasts.show({
        textKey: 'bulk.notUndone',
        values: { reason: describeError(error, t) },
        tone: 'failed',
      }),
  });
}
