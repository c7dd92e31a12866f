import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useLive } from '@/features/live/live-provider';
import { refreshTickets } from '@/features/tickets/cache';
import { toasts } from '@/shared/toast/toast-store';
import { EMPTY_DRAFT, writeLocal } from './drafts';
import { sendQueue } from './queued-replies';

/** Sends the replies written offline as soon as the server is there again; one tab at a time. */
export function QueueSender() {
  const client = useQueryClient();
  const { nextTryAt } = useLive();
  const isConnected = nextTryAt === null;
  useEffect(() => {
    if (!isConnected) return;
    void navigator.locks.request('guichet.queued-replies', async () => {
      const { sent, refused } = await sendQueue();
      for (const { ticketId, change } of refused) {
        const html = change.comment?.html_body ?? '';
        const kind = change.comment?.public === false ? 'note' : 'reply';
        writeLocal(ticketId, kind, { ...EMPTY_DRAFT, html }, new Date());
      }
      const [firstRefused] = refused;
      const [firstSent] = sent;
      if (firstRefused) {
        toasts.show({
          textKey: 'composer.queueRefused',
          ticketId: firstRefused.ticketId,
          tone: 'failed',
        });
      } else if (firstSent) {
        toasts.show({ textKey: 'composer.sent', ticketId: firstSent });
      }
      await refreshTickets(client, sent);
    });
  }, [client, isConnected]);
  return null;
}
