import { Button } from '@mantine/core';
import { IconPlus, IconRepeat } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { useT } from '@/i18n/provider';
import { ErrorState } from '@/shared/ui';
import { ConfirmDialog } from '../confirm-dialog';
import { EmptyRow } from '../empty-row';
import { SettingsPage } from '../settings-page';
import settings from '../settings-page.module.css';
import {
  deleteRecurringTicket,
  type RecurringTicket,
  recurringTicketsQuery,
  useRecurringChange,
} from './api';
import { RecurringLine } from './recurring-line';

/** The tickets that are made again and again: when next, which last. */
export function RecurringPage() {
  const t = useT();
  const { data: recurring, error, refetch } = useQuery(recurringTicketsQuery);
  const [leaving, setLeaving] = useState<RecurringTicket | null>(null);
  const isEmpty = recurring?.length === 0;
  const add = (
    <Button
      component={Link}
      to="/settings/recurring/new"
      variant="filled"
      leftSection={<IconPlus size={14} stroke={1.75} aria-hidden="true" />}
    >
      {t('recurring.add')}
    </Button>
  );
  return (
    <SettingsPage
      title={t('settings.recurring')}
      lead={t('recurring.lead')}
      action={recurring && !isEmpty && add}
    >
      {error && (
        <ErrorState title={t('settings.failed')} error={error} onRetry={() => void refetch()} />
      )}
      {isEmpty && (
        <EmptyRow Icon={IconRepeat} title={t('recurring.none')} action={add}>
          {t('recurring.noneText')}
        </EmptyRow>
      )}
      {recurring && !isEmpty && (
        <ul className={settings.list}>
          {recurring.map((each) => (
            <RecurringLine key={each.id} recurring={each} onRemove={() => setLeaving(each)} />
          ))}
        </ul>
      )}
      {leaving && <RemoveDialog recurring={leaving} onClose={() => setLeaving(null)} />}
    </SettingsPage>
  );
}

type RemoveProps = { recurring: RecurringTicket; onClose: () => void };

function RemoveDialog({ recurring: { id, ticket }, onClose }: RemoveProps) {
  const t = useT();
  const removing = useRecurringChange(deleteRecurringTicket);
  return (
    <ConfirmDialog
      title={t('recurring.removeTitle', { name: ticket.subject })}
      text={t('recurring.removeText')}
      action={t('recurring.remove')}
      onClose={onClose}
      onConfirm={() => removing.mutateAsync(id)}
    />
  );
}
