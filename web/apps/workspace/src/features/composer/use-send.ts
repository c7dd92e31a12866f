import type { Comment, Conversation, DraftKind, Id, User } from '@guichet/api';
import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import type { Staged } from '@/features/macros/staged';
import { setStaged } from '@/features/macros/staged-store';
import { useDesk, useMe } from '@/features/session/use-session';
import { forgetRefusal, toldByFields } from '@/features/ticket-fields/refused';
import { type TicketChange, undoChange } from '@/features/tickets/api';
import { patchConversation, patchTicket, refreshTickets } from '@/features/tickets/cache';
import { conflictOf, conflicts } from '@/features/tickets/conflict';
import { shownChange } from '@/features/tickets/shown-change';
import { toastAfter } from '@/features/tickets/solved-toast';
import { saveOnTop } from '@/features/tickets/use-change-ticket';
import { returnTime } from '@/features/time/timers';
import { useT } from '@/i18n/provider';
import { createStore } from '@/shared/store';
import { toasts } from '@/shared/toast/toast-store';
import { describeError } from '@/shared/ui';
import { type DraftContent, fromServer, writeLocal } from './drafts';

const USUAL_UNDO_SECONDS = 8;

/** Counts how often a draft came back from outside, so that its composer starts anew with it. */
export const draftReturns = createStore(0);

/** Puts a draft back into the composer. */
export function giveBack(id: Id, kind: DraftKind, draft: DraftContent) {
  writeLocal(id, kind, draft, new Date());
  draftReturns.set(draftReturns.get() + 1);
}

type Sending = { kind: DraftKind; draft: DraftContent; staged: Staged; change: TicketChange };

/** What was to leave with the message waits again: the changes of macros, and the time that was measured. */
function giveBackRest(id: Id, { staged, change }: Pick<Sending, 'staged' | 'change'>) {
  setStaged(id, staged);
  if (change.time_entry) returnTime(id, change.time_entry.seconds);
}

/** Sends a reply or adds a note: shown at once, taken back when it fails or when undone in time. */
export function useSend(conversation: Conversation) {
  const { ticket } = conversation;
  const client = useQueryClient();
  const navigate = useNavigate();
  const t = useT();
  const me = useMe();
  const undoSeconds = useDesk()?.undo_send_seconds ?? USUAL_UNDO_SECONDS;
  const { id } = ticket;

  return useMutation({
    scope: { id: `ticket-${id}` },
    mutationFn: ({ change }: Sending) => saveOnTop(client, id, change),
    onMutate: ({ change }) => {
      patchConversation(client, id, (conversation) => ({
        ...conversation,
        comments: [...conversation.comments, expectedComment(id, change, me)],
      }));
      const { comment: _, time_entry: _time, ...fields } = change;
      patchTicket(client, id, shownChange(ticket, fields));
      return conversation;
    },
    onSuccess: ({ audit }, { kind, staged, change }, before) => {
      forgetRefusal(id);
      const usual = kind === 'reply' ? 'composer.sent' : 'composer.noted';
      toasts.show({
        ...toastAfter(before, before.ticket.status, change.status, usual),
        ticketId: id,
        lasts: undoSeconds * 1000,
        undo: () => {
          void takeBackComment(client, id, audit.id, kind, { staged, change });
          // The draft comes back where it was written.
          if (!window.location.pathname.endsWith(`/tickets/${id}`)) void navigate(`/tickets/${id}`);
        },
      });
    },
    onError: (error, { change, kind, draft, staged }, before) => {
      patchTicket(client, id, before?.ticket ?? ticket);
      giveBack(id, kind, draft);
      giveBackRest(id, { staged, change });
      const conflict = conflictOf(id, change, error);
      if (conflict) conflicts.set(conflict);
      else if (!toldByFields(client, id, error)) {
        const reason = describeError(error, t);
        toasts.show({ textKey: 'composer.notSent', values: { reason }, tone: 'failed' });
      }
    },
    onSettled: () => refreshTickets(client, [id]),
  });
}

/** What the new message will look like, until the server has answered. */
function expectedComment(id: Id, { comment }: TicketChange, me: User): Comment {
  const html = comment?.html_body ?? '';
  return {
    id: -Date.now(),
    ticket_id: id,
    audit_id: 0,
    author_id: me.id,
    public: comment?.public ?? false,
    html_body: html,
    plain_body: '',
    quoted_html: null,
    has_blocked_images: false,
    raw_url: null,
    version: 1,
    edited_at: null,
    attachments: [],
    delivery: comment?.public ? { state: 'queued' } : null,
    to: comment?.to ?? [],
    cc: comment?.cc ?? [],
    via: { channel: 'web' },
    data: null,
    created_at: new Date().toISOString(),
  };
}

async function takeBackComment(
  client: QueryClient,
  id: Id,
  auditId: Id,
  kind: DraftKind,
  rest: Pick<Sending, 'staged' | 'change'>,
) {
  try {
    const { ticket, draft } = await undoChange(id, auditId);
    patchTicket(client, id, ticket);
    if (draft) giveBack(id, kind, fromServer(draft));
    giveBackRest(id, rest);
  } catch {
    toasts.show({ textKey: 'composer.tooLate', ticketId: id, tone: 'failed' });
  }
  await refreshTickets(client, [id]);
}
