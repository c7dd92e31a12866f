import type { Conversation } from '@guichet/api';
import { lazy, Suspense, useState } from 'react';
import { commands, useCommand } from '@/shared/keys';

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
    when: () => conversation.can.edit && !isForSelection(),
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

/** With tickets selected, the letter is for them. */
function isForSelection(): boolean {
  const bulk = commands.list().find(({ id }) => id === 'bulk.merge');
  return bulk?.when?.() ?? false;
}
