import type { Conversation } from '@guichet/api';
import { lazy, Suspense, useState } from 'react';
import { useCommand } from '@/shared/keys';

const MergeDialog = lazy(async () => ({
  default: (await import('./merge-dialog')).MergeDialog,
}));

/** Offers to merge the open ticket into another, by key, palette and menu. */
export function MergeCommand({ conversation }: { conversation: Conversation }) {
  const [isOpen, setOpen] = useState(false);
  useCommand({
    id: 'ticket.merge',
    labelKey: 'merging.into',
    group: 'change',
    keys: ['m'],
    when: () => conversation.can.edit,
    run: () => setOpen(true),
  });
  return (
    isOpen && (
      <Suspense>
        <MergeDialog conversation={conversation} onClose={() => setOpen(false)} />
      </Suspense>
    )
  );
}
