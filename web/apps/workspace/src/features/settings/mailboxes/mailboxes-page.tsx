import { Button } from '@mantine/core';
import { IconMail, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useClock } from '@/features/session/use-session';
import { useT } from '@/i18n/provider';
import { shortTime } from '@/shared/time/format';
import { ErrorState, IconButton, Notice } from '@/shared/ui';
import { ConfirmDialog } from '../confirm-dialog';
import { EmptyRow } from '../empty-row';
import { relayQuery } from '../relay/api';
import { RelaySection } from '../relay/relay-section';
import { useCanSend } from '../relay/use-relay';
import { SettingsPage } from '../settings-page';
import classes from '../settings-page.module.css';
import { deleteMailbox, type Mailbox, mailboxesQuery } from './api';
import { MailboxDialog } from './mailbox-dialog';
import { MailboxState } from './mailbox-state';

type Open = { kind: 'edit'; mailbox: Mailbox | null } | { kind: 'remove'; mailbox: Mailbox };

/** The mailboxes whose mail becomes tickets, and how each is. */
export function MailboxesPage() {
  const t = useT();
  const client = useQueryClient();
  const { data: mailboxes, error, refetch } = useQuery(mailboxesQuery);
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const canSend = useCanSend();
  const add = (
    <Button
      variant="filled"
      leftSection={<IconPlus size={14} stroke={1.75} aria-hidden="true" />}
      onClick={() => setOpen({ kind: 'edit', mailbox: null })}
    >
      {t('mailbox.add')}
    </Button>
  );
  return (
    <SettingsPage
      title={t('settings.mailboxes')}
      lead={t('mailbox.lead')}
      action={mailboxes && mailboxes.length > 0 && add}
    >
      {!canSend && <Notice>{t('relay.cannotSend')}</Notice>}
      {error && (
        <ErrorState title={t('settings.failed')} error={error} onRetry={() => void refetch()} />
      )}
      {mailboxes?.length === 0 && (
        <EmptyRow Icon={IconMail} title={t('mailbox.none')} action={add}>
          {t('mailbox.noneText')}
        </EmptyRow>
      )}
      {mailboxes && mailboxes.length > 0 && (
        <ul className={classes.list}>
          {mailboxes.map((mailbox) => (
            <MailboxLine
              key={mailbox.id}
              mailbox={mailbox}
              onEdit={() => setOpen({ kind: 'edit', mailbox })}
              onRemove={() => setOpen({ kind: 'remove', mailbox })}
            />
          ))}
        </ul>
      )}
      <RelaySection />
      {open?.kind === 'edit' && <MailboxDialog mailbox={open.mailbox} onClose={close} />}
      {open?.kind === 'remove' && (
        <ConfirmDialog
          title={t('mailbox.removeTitle', { address: open.mailbox.address })}
          text={t('mailbox.removeText')}
          action={t('mailbox.remove')}
          onClose={close}
          onConfirm={async () => {
            await deleteMailbox(open.mailbox.id);
            void client.invalidateQueries({ queryKey: relayQuery.queryKey });
            await client.invalidateQueries({ queryKey: mailboxesQuery.queryKey });
          }}
        />
      )}
    </SettingsPage>
  );
}

type LineProps = { mailbox: Mailbox; onEdit: () => void; onRemove: () => void };

function MailboxLine({ mailbox, onEdit, onRemove }: LineProps) {
  const t = useT();
  const clock = useClock();
  const { address, state, last_error, last_received_at } = mailbox;
  return (
    <li className={`${classes.item} ${classes.twoLines}`}>
      <span className={classes.itemText}>
        <b>{address}</b>
        {state === 'failing' ? (
          <span className={`${classes.faint} ${classes.failing}`} title={last_error ?? undefined}>
            {last_error}
          </span>
        ) : (
          <span className={classes.faint}>
            {last_received_at
              ? t('mailbox.lastReceived', {
                  time: shortTime(last_received_at, clock, t('time.yesterday')),
                })
              : t('mailbox.nothingReceived')}
          </span>
        )}
      </span>
      <MailboxState mailbox={mailbox} />
      <IconButton label={t('mailbox.edit', { address })} onClick={onEdit}>
        <IconPencil size={16} stroke={1.75} />
      </IconButton>
      <IconButton label={t('common.remove', { name: address })} onClick={onRemove}>
        <IconTrash size={16} stroke={1.75} />
      </IconButton>
    </li>
  );
}
