import { Button } from '@mantine/core';
import { Suspense, useState } from 'react';
import type { Selectable } from '@/features/tickets-list/use-selection';
import { useT } from '@/i18n/provider';
import { useCommand } from '@/shared/keys';
import { loadLater } from '@/shared/load-soon';
import { Keys } from '@/shared/ui';

const BulkMergeDialog = loadLater(
  async () => (await import('./bulk-merge-dialog')).BulkMergeDialog,
);

/** Offers to merge the selected tickets into one of them. */
export function BulkMerge({ list }: { list: Selectable }) {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  const rows = list.rows.filter((row) => list.selected.has(row.ticket.id));
  const canMerge = rows.length > 1;
  useCommand({
    id: 'bulk.merge',
    labelKey: 'merging.selected',
    group: 'change',
    keys: ['m'],
    when: () => canMerge,
    isForSelection: true,
    run: () => setOpen(true),
  });
  return (
    <>
      <Button size="xs" variant="subtle" disabled={!canMerge} onClick={() => setOpen(true)}>
        {t('merging.selected')}
        <Keys keys="m" />
      </Button>
      {isOpen && (
        <Suspense>
          <BulkMergeDialog
            rows={rows}
            onClose={() => setOpen(false)}
            onMerged={list.clearSelection}
          />
        </Suspense>
      )}
    </>
  );
}
