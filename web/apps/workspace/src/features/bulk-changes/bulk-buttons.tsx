import { Button } from '@mantine/core';
import { Suspense, useState } from 'react';
import type { Selectable } from '@/features/tickets-list/use-selection';
import { useT } from '@/i18n/provider';
import { useCommand } from '@/shared/keys';
import { loadLater } from '@/shared/load-soon';
import { Keys } from '@/shared/ui';

const BulkReplyDialog = loadLater(
  async () => (await import('./bulk-reply-dialog')).BulkReplyDialog,
);
const BulkMacroDialog = loadLater(
  async () => (await import('./bulk-macro-dialog')).BulkMacroDialog,
);

export type BulkDialogProps = {
  list: Selectable;
  /** How many tickets are meant. */
  count: number;
  onClose: () => void;
};

const KINDS = [
  { id: 'bulk.reply', keys: 'r', dialog: BulkReplyDialog },
  { id: 'bulk.macro', keys: 'Shift+M', dialog: BulkMacroDialog },
] as const;

/** Offers to answer all selected tickets, and to use a macro on them. */
export function BulkButtons({ list, count }: Omit<BulkDialogProps, 'onClose'>) {
  return KINDS.map((kind) => <BulkDialogButton key={kind.id} kind={kind} {...{ list, count }} />);
}

type ButtonProps = Omit<BulkDialogProps, 'onClose'> & { kind: (typeof KINDS)[number] };

function BulkDialogButton({ kind, list, count }: ButtonProps) {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  const { id, keys, dialog: OpenDialog } = kind;
  useCommand({
    id,
    labelKey: id,
    group: 'change',
    keys: [keys],
    isForSelection: true,
    run: () => setOpen(true),
  });
  return (
    <>
      <Button size="xs" variant="subtle" onClick={() => setOpen(true)}>
        {t(id)}
        <Keys keys={keys} />
      </Button>
      {isOpen && (
        <Suspense>
          <OpenDialog list={list} count={count} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
