import type { Id } from '@guichet/api';
import { Button } from '@mantine/core';
import { IconCirclePlus, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import {
  type CustomStatus,
  chooseDefault,
  deleteStatus,
  statusesQuery,
  updateStatus,
} from '@/features/custom-statuses/api';
import { CATEGORIES, type Category, hasOwn, statusName } from '@/features/custom-statuses/statuses';
import { useT } from '@/i18n/provider';
import { FormProblem } from '@/shared/form/form-problem';
import { ErrorState, IconButton } from '@/shared/ui';
import { ConfirmDialog } from '../confirm-dialog';
import { EmptyRow } from '../empty-row';
import { SettingsPage } from '../settings-page';
import settings from '../settings-page.module.css';
import { useSettingChange } from '../use-setting-changes';
import { StatusDialog } from './status-dialog';
import { StatusLine } from './status-line';
import classes from './statuses-page.module.css';

const SHOWN_IN = [statusesQuery.queryKey];

type Open =
  | { kind: 'add'; category: Category }
  | { kind: 'edit'; status: CustomStatus }
  | { kind: 'remove'; status: CustomStatus };

/** Where tickets can stand on this desk, by what it means to clocks, views and customers. */
export function StatusesPage() {
  const t = useT();
  const { data: statuses, error, refetch } = useQuery(statusesQuery);
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const add = (
    <Button
      variant="filled"
      leftSection={<IconPlus size={14} stroke={1.75} aria-hidden="true" />}
      onClick={() => setOpen({ kind: 'add', category: 'pending' })}
    >
      {t('statuses.add')}
    </Button>
  );
  const isPlain = statuses && !hasOwn(statuses);
  return (
    <SettingsPage
      title={t('settings.statuses')}
      lead={t('statuses.lead')}
      action={statuses && !isPlain && add}
    >
      {error && (
        <ErrorState title={t('settings.failed')} error={error} onRetry={() => void refetch()} />
      )}
      {isPlain && (
        <EmptyRow Icon={IconCirclePlus} title={t('statuses.noneYet')} action={add}>
          {t('statuses.noneYetText')}
        </EmptyRow>
      )}
      {statuses && <StatusLists statuses={statuses} onOpen={setOpen} />}
      {open?.kind === 'add' && (
        <StatusDialog status={null} category={open.category} onClose={close} />
      )}
      {open?.kind === 'edit' && (
        <StatusDialog status={open.status} category={open.status.status_category} onClose={close} />
      )}
      {open?.kind === 'remove' && <RemoveDialog status={open.status} onClose={close} />}
    </SettingsPage>
  );
}

type ListProps = { statuses: readonly CustomStatus[]; onOpen: (open: Open) => void };

function StatusLists({ statuses, onOpen }: ListProps) {
  const t = useT();
  const switching = useSettingChange(SHOWN_IN, ({ id, active }: { id: Id; active: boolean }) =>
    updateStatus(id, { active }),
  );
  const choosing = useSettingChange(SHOWN_IN, chooseDefault);
  return (
    <>
      <FormProblem error={switching.error ?? choosing.error} />
      {CATEGORIES.map((category) => {
        const own = statuses.filter((status) => status.status_category === category);
        const name = t(`status.${category}`);
        return (
          <section key={category} className={settings.section}>
            <div className={classes.head}>
              <h2>{name}</h2>
              <span className={settings.faint}>{t(`statuses.means.${category}`)}</span>
              <IconButton
                label={t('statuses.addTo', { name })}
                onClick={() => onOpen({ kind: 'add', category })}
              >
                <IconPlus size={16} stroke={1.75} />
              </IconButton>
            </div>
            <ul className={settings.list}>
              {own.map((status) => (
                <StatusLine
                  key={status.id}
                  status={status}
                  hasOthers={own.length > 1}
                  onEdit={() => onOpen({ kind: 'edit', status })}
                  onRemove={() => onOpen({ kind: 'remove', status })}
                  onSwitch={(active) => switching.mutate({ id: status.id, active })}
                  onDefault={() => choosing.mutate(status.id)}
                />
              ))}
            </ul>
          </section>
        );
      })}
    </>
  );
}

/** Asks before a status goes; one that tickets have can only be taken out of use, which is what the server says. */
function RemoveDialog({ status, onClose }: { status: CustomStatus; onClose: () => void }) {
  const t = useT();
  const removing = useSettingChange(SHOWN_IN, deleteStatus);
  const name = statusName(status, t);
  return (
    <ConfirmDialog
      title={t('statuses.removeTitle', { name })}
      text={t('statuses.removeText')}
      action={t('statuses.remove')}
      refusal={t('statuses.isNeeded')}
      onClose={onClose}
      onConfirm={() => removing.mutateAsync(status.id)}
    />
  );
}
