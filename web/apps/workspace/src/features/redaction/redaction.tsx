import type { Conversation } from '@guichet/api';
import { Suspense, useEffect } from 'react';
import { useCommand } from '@/shared/keys';
import { loadLater } from '@/shared/load-soon';
import { useStore } from '@/shared/store';
import { askedRedaction } from './asked';
import { SelectionMenu } from './selection-menu';

const RedactionDialog = loadLater(async () => (await import('./redaction-dialog')).RedactionDialog);

/** Offers to remove for good what should never have been written, on the open ticket. */
export function Redaction({ conversation }: { conversation: Conversation }) {
  const { ticket, comments } = conversation;
  const asked = useStore(askedRedaction);
  useEffect(() => () => askedRedaction.set(null), []);
  useCommand({
    id: 'message.redact',
    labelKey: 'redaction.redactWords',
    group: 'change',
    keys: [],
    when: () => comments.length > 0,
    run: () => {
      const comment = comments.find(({ id }) => id === focusedComment()) ?? comments.at(-1);
      if (comment) askedRedaction.set({ comment, words: '' });
    },
  });
  return (
    <>
      <SelectionMenu comments={comments} />
      {asked && (
        <Suspense>
          <RedactionDialog
            ticketId={ticket.id}
            redaction={asked}
            onClose={() => askedRedaction.set(null)}
          />
        </Suspense>
      )}
    </>
  );
}

/** The message that has the focus. */
function focusedComment(): number {
  const message = document.activeElement?.closest<HTMLElement>('[data-comment]');
  return Number(message?.dataset.comment);
}
