import type { Conversation } from '@guichet/api';
import { useQueryClient } from '@tanstack/react-query';
import { fieldsQuery, type TicketField } from '@/features/ticket-fields/api';
import { useChangeTicket } from '@/features/tickets/use-change-ticket';
import { useT } from '@/i18n/provider';
import { toasts } from '@/shared/toast/toast-store';
import { type Effect, effectQuery, type Macro } from './api';
import { changeOf, stagedWith } from './staged';
import { setStaged, stagedOn } from './staged-store';
import { describeMisfit } from './words';

type Insert = (html: string, isPublic: boolean | undefined) => void;

/**
 * Uses a macro on a ticket. Its text is put into the composer, and its changes wait there; one without a text
 * changes the ticket at once.
 */
export function useMacro({ ticket }: Conversation, insert: Insert) {
  const client = useQueryClient();
  const t = useT();
  const { mutate } = useChangeTicket(ticket.id);

  function use(macro: Macro, effect: Effect, fields: readonly TicketField[]) {
    const change = changeOf(effect, ticket, fields);
    const { comment } = effect;
    if (comment) {
      setStaged(ticket.id, stagedWith(stagedOn(ticket.id), change, macro.id));
      insert(comment.html_body, comment.public);
    } else if (Object.keys(change).length > 0) {
      mutate({ change: { ...change, macro_ids: [macro.id] } });
    } else {
      toasts.show({ textKey: 'macros.noChange', values: { title: macro.title } });
    }
  }

  return async (macro: Macro) => {
    try {
      const fields = client.ensureQueryData(fieldsQuery);
      use(macro, await client.fetchQuery(effectQuery(ticket.id, macro.id)), await fields);
    } catch (error) {
      const values = { title: macro.title, reason: describeMisfit(error, t) };
      toasts.show({ textKey: 'macros.misfit', values, tone: 'failed' });
    }
  };
}
