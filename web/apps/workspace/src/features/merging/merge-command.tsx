import type { Conversation } from '@guichet/api';
import { Suspense, useState } from 'react';
import { useCommand } from '@/shared/keys';
import { loadLater } from '@/shared/load-soon';

const MergeDialog = loadLater(async () => (await import('./merge-dialog')).MergeDialog);

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
