import type { Id, SideEvent } from '@guichet/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useDesk } from '@/features/session/use-session';
import { useT } from '@/i18n/provider';
import { toasts } from '@/shared/toast/toast-store';
import { describeError } from '@/shared/ui';
import { sendSideMessage, takeBackSideMessage } from './api';
import { type SideDraft, sideDraftReturns, writeSideDraft } from './side-draft';

const USUAL_UNDO_SECONDS = 8;

type Options = {
  ticketId: Id;
  /** The side conversation that is gone on with; null to start one. */
  sideId: string | null;
  draftName: string;
  onSent: () => void;
  /** Shows the place again where the draft that came back is written. */
  onTakenBack: () => void;
};

/** Sends a message beside the ticket; undone in time, it is a draft again. */
export function useSendSide({ ticketId, sideId, draftName, onSent, onTakenBack }: Options) {
  const client = useQueryClient();
  const t = useT();
  const undoSeconds = useDesk()?.undo_send_seconds ?? USUAL_UNDO_SECONDS;
  const refresh = () => client.invalidateQueries({ queryKey: ['conversation', ticketId] });

  async function takeBack(event: SideEvent, draft: SideDraft) {
    try {
      await takeBackSideMessage(ticketId, event);
      writeSideDraft(ticketId, draftName, draft);
      sideDraftReturns.set(sideDraftReturns.get() + 1);
      onTakenBack();
    } catch {
      toasts.show({ textKey: 'side.tooLate', ticketId, tone: 'failed' });
    }
    await refresh();
  }

  return useMutation({
    mutationFn: (draft: SideDraft) =>
      sendSideMessage(ticketId, sideId, {
        ...(sideId ? {} : { subject: draft.subject }),
        html_body: draft.html,
        to: draft.to.map((email) => ({ email })),
        uploads: draft.uploads.map((upload) => upload.token),
        attachment_ids: draft.files.flatMap(({ id, goesAlong }) => (goesAlong ? id : [])),
      }),
    onSuccess: ({ event }, draft) => {
      onSent();
      toasts.show({
        textKey: 'side.sent',
        ticketId,
        lasts: undoSeconds * 1000,
        undo: () => void takeBack(event, draft),
      });
    },
    onError: (error) => {
      const reason = describeError(error, t);
      toasts.show({ textKey: 'composer.notSent', values: { reason }, tone: 'failed' });
    },
    onSettled: refresh,
  });
}
