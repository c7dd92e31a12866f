import type { Id } from '@guichet/api';
import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { isRefusalOfFields } from '@/features/ticket-fields/refusal';
import { forgetRefusal, toldByFields } from '@/features/ticket-fields/refused';
import { useT } from '@/i18n/provider';
import { type Toast, toasts } from '@/shared/toast/toast-store';
import { describeError } from '@/shared/ui';
import {
  conversationQuery,
  saveTicket,
  type TicketChange,
  type TicketFields,
  undoChange,
} from './api';
import { cachedTicket, patchTicket, refreshTickets } from './cache';
import { canStandTogether, conflictOf, conflicts } from './conflict';
import { shownChange } from './shown-change';
import { toastAfter } from './solved-toast';

/**
 * Saves a change on top of what is on the screen. When someone else changed something different
 * meanwhile, saves again on top of theirs; when they changed the same, throws the conflict's error.
 */
export async function saveOnTop(client: QueryClient, id: Id, change: TicketChange) {
  const query = conversationQuery(id);
  try {
    return await saveTicket(id, change, client.getQueryData(query.queryKey)?.updated_stamp);
  } catch (error) {
    const conflict = conflictOf(id, change, error);
    if (!conflict || !canStandTogether(conflict)) throw error;
    const fresh = await client.fetchQuery({ ...query, staleTime: 0 });
    return saveTicket(id, change, fresh.updated_stamp);
  }
}

type Variables = { change: TicketFields };

/** Changes fields of one ticket: at once on the screen, then on the server, with undo. */
export function useChangeTicket(id: Id) {
  const client = useQueryClient();
  const t = useT();
  return useMutation({
    // One after the other, so that the second is built on the first.
    scope: { id: `ticket-${id}` },
    mutationFn: ({ change }: Variables) => saveOnTop(client, id, change),
    onMutate: async ({ change }) => {
      await client.cancelQueries({ queryKey: conversationQuery(id).queryKey });
      const before = cachedTicket(client, id);
      patchTicket(client, id, shownChange(before, change));
      const page = client.getQueryData(conversationQuery(id).queryKey);
      const toast = toastAfter(page, before?.status, change.status, 'tickets.changed');
      return { before, ...offerUndo(client, id, toast) };
    },
    onSuccess: ({ ticket, audit }, _, { saved }) => {
      forgetRefusal(id);
      patchTicket(client, id, ticket);
      saved(audit.id);
    },
    onError: (error, { change }, begun) => {
      begun?.withdraw();
      if (begun?.before) patchTicket(client, id, begun.before);
      const conflict = conflictOf(id, change, error);
      if (conflict) conflicts.set(conflict);
      else if (!toldByFields(client, id, error) && !isRefusalOfFields(error))
        toasts.show({
          textKey: 'tickets.notChanged',
          values: { reason: describeError(error, t) },
          tone: 'failed',
        });
    },
    onSettled: () => refreshTickets(client, [id]),
  });
}

/** Offers to undo a change that is on its way: asked for early, that waits until it is saved. */
function offerUndo(client: QueryClient, id: Id, toast: Pick<Toast, 'textKey' | 'values'>) {
  let saved: (auditId: Id) => void = () => undefined;
  const auditId = new Promise<Id>((resolve) => {
    saved = resolve;
  });
  const withdraw = toasts.show({
    ...toast,
    ticketId: id,
    undo: () => void auditId.then((audit) => takeBack(client, id, audit)),
  });
  return { saved, withdraw };
}

/** Undoes a change of fields and says so when others have changed the same since. */
export async function takeBack(client: QueryClient, id: Id, auditId: Id) {
  try {
    const { ticket } = await undoChange(id, auditId);
    patchTicket(client, id, ticket);
  } catch {
    toasts.show({ textKey: 'tickets.notUndone', ticketId: id, tone: 'failed' });
  }
  await refreshTickets(client, [id]);
}
