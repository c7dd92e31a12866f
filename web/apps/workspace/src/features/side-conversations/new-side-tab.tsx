import type { Conversation, Id } from '@guichet/api';
import { type ReactNode, type RefObject, useState } from 'react';
import type { EditorHandle } from '@/features/composer/editor-slot';
import { useClock } from '@/features/session/use-session';
import { useT } from '@/i18n/provider';
import { askedWriting } from './asked-writing';
import { forwardedDraft } from './forwarded';
import { SideComposer } from './side-composer';
import { EMPTY_SIDE_DRAFT } from './side-draft';

type Props = {
  conversation: Conversation;
  mode: 'side' | 'forward';
  /** The one message that is forwarded; null for the conversation. */
  commentId: Id | null;
  editor: RefObject<EditorHandle | null>;
  tabs: ReactNode;
  onSent: () => void;
  onClose?: () => void;
};

/** The composer's tab for a new side conversation: from nothing, or from what is forwarded. */
export function NewSideTab({ conversation, mode, commentId, onSent, ...rest }: Props) {
  const t = useT();
  const clock = useClock();
  const ticketId = conversation.ticket.id;
  const [start] = useState(() =>
    mode === 'forward' ? forwardedDraft(conversation, commentId, t, clock) : EMPTY_SIDE_DRAFT,
  );
  const draftName = mode === 'side' ? 'new' : `forward${commentId ?? ''}`;
  return (
    <SideComposer
      {...rest}
      conversation={conversation}
      sideId={null}
      draftName={draftName}
      start={start}
      label={t(mode === 'side' ? 'side.write' : 'side.writeForward')}
      onSent={onSent}
      onTakenBack={() => askedWriting.set({ ticketId, mode, commentId })}
    />
  );
}
