import { ApiError, type Id, type LinkKind } from '@guichet/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { refreshTickets } from '@/features/tickets/cache';
import { useT } from '@/i18n/provider';
import { toasts } from '@/shared/toast/toast-store';
import { describeError } from '@/shared/ui';
import { linkTickets, unlinkTickets } from './api';

type Change = { kind: LinkKind; other: Id; isLinked: boolean };

/** Links a ticket to others and unlinks them, each with undo. */
export function useLinks(id: Id) {
  const client = useQueryClient();
  const t = useT();
  const { mutate } = useMutation({
    mutationFn: ({ kind, other, isLinked }: Change) =>
      isLinked ? linkTickets(id, kind, other) : unlinkTickets(id, other),
    onSuccess: (_answer, { kind, other, isLinked }) =>
      toasts.show({
        textKey: isLinked ? 'links.linked' : 'links.unlinked',
        ticketId: other,
        undo: () => mutate({ kind, other, isLinked: !isLinked }),
      }),
    onError: (error, { other }) => {
      const isRefused = error instanceof ApiError && error.details.ticket_id;
      toasts.show({
        textKey: 'links.failed',
        values: {
          reason: isRefused ? t('links.refused', { number: `#${other}` }) : describeError(error, t),
        },
        tone: 'failed',
      });
    },
    onSettled: (_answer, _error, { other }) => refreshTickets(client, [id, other]),
  });
  return {
    link: (kind: LinkKind, other: Id) => mutate({ kind, other, isLinked: true }),
    unlink: (kind: LinkKind, other: Id) => mutate({ kind, other, isLinked: false }),
  };
}
