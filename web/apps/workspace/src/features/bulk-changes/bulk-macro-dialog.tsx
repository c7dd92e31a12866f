import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { usableMacrosQuery } from '@/features/macros/api';
import { MacroPreview } from '@/features/macros/macro-preview';
import { Dialog, DialogActions } from '@/features/settings/dialog';
import settings from '@/features/settings/settings-page.module.css';
import { useT } from '@/i18n/provider';
import type { BulkDialogProps } from './bulk-buttons';
import classes from './bulk-dialogs.module.css';
import { OneOfMany } from './one-of-many';
import { useBulkChange } from './use-bulk-change';

/** Uses a macro on all selected tickets, and shows beforehand what it does to one. */
export function BulkMacroDialog({ list, count, onClose }: BulkDialogProps) {
  const t = useT();
  const { data: macros = [] } = useQuery(usableMacrosQuery);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const chosen = macros.find((macro) => String(macro.id) === chosenId);
  const changing = useBulkChange(list);
  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    if (chosen) changing.mutate({ macro_id: chosen.id }, { onSuccess: onClose });
  }
  return (
    <Dialog title={t('bulk.macroOn', { count })} size={560} onClose={onClose}>
      <form className={settings.dialog} onSubmit={handleSubmit}>
        <Select
          label={t('bulk.macro')}
          placeholder={t('bulk.chooseMacro')}
          searchable
          nothingFoundMessage={t('macros.nothing')}
          data={macros.map((macro) => ({
            value: String(macro.id),
            label: macro.title.replaceAll('::', ' › '),
          }))}
          value={chosenId}
          onChange={setChosenId}
          data-autofocus
        />
        {chosen && (
          <OneOfMany list={list}>
            {(row) => (
              <div className={classes.macro}>
                <MacroPreview
                  key={`${chosen.id} ${row.ticket.id}`}
                  macro={chosen}
                  ticket={row.ticket}
                />
              </div>
            )}
          </OneOfMany>
        )}
        <DialogActions
          action={t('bulk.useMacro', { count })}
          isPending={changing.isPending}
          isDisabled={!chosen}
          onClose={onClose}
        />
      </form>
    </Dialog>
  );
}
