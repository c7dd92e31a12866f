import { Button } from '@mantine/core';
import { IconPencil, IconSend, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useT } from '@/i18n/provider';
import { IconButton } from '@/shared/ui';
import { ConfirmDialog } from '../confirm-dialog';
import { EmptyRow } from '../empty-row';
import type { MailServer } from '../mailboxes/api';
import classes from '../settings-page.module.css';
import { relayQuery } from './api';
import { RelayDialog } from './relay-dialog';
import { useSaveRelay } from './use-relay';

/** The server that sends for mailboxes without one of their own. */
export function RelaySection() {
  const t = useT();
  const { data } = useQuery(relayQuery);
  const [open, setOpen] = useState<'edit' | 'remove' | null>(null);
  const saving = useSaveRelay();
  if (!data) return null;
  const { relay } = data;
  return (
    <section className={classes.section}>
      <h2>{t('relay.title')}</h2>
      <p className={classes.lead}>{t('relay.lead')}</p>
      {relay ? (
        <RelayLine
          relay={relay}
          onEdit={() => setOpen('edit')}
          onRemove={() => setOpen('remove')}
        />
      ) : (
        <EmptyRow
          Icon={IconSend}
          title={t('relay.none')}
          action={<Button onClick={() => setOpen('edit')}>{t('relay.set')}</Button>}
        >
          {t(data.can_send ? 'relay.noneNeeded' : 'relay.noneText')}
        </EmptyRow>
      )}
      {open === 'edit' && <RelayDialog relay={relay} onClose={() => setOpen(null)} />}
      {open === 'remove' && relay && (
        <ConfirmDialog
          title={t('common.remove', { name: relay.host })}
          text={t('relay.removeText')}
          action={t('relay.remove')}
          onClose={() => setOpen(null)}
          onConfirm={() => saving.mutateAsync(null)}
        />
      )}
    </section>
  );
}

type LineProps = { relay: MailServer; onEdit: () => void; onRemove: () => void };

function RelayLine({ relay, onEdit, onRemove }: LineProps) {
  const t = useT();
  const { host, port, security, username } = relay;
  const how = [
    t('relay.port', { port: String(port) }),
    t(security === 'none' ? 'relay.plain' : `mailbox.security.${security}`),
    username,
  ];
  return (
    <ul className={classes.list}>
      <li className={classes.item}>
        <span className={classes.itemText}>
          <b>{host}</b>
          <span className={classes.faint}>{how.filter(Boolean).join(' · ')}</span>
        </span>
        <IconButton label={t('mailbox.edit', { address: host })} onClick={onEdit}>
          <IconPencil size={16} stroke={1.75} />
        </IconButton>
        <IconButton label={t('common.remove', { name: host })} onClick={onRemove}>
          <IconTrash size={16} stroke={1.75} />
        </IconButton>
      </li>
    </ul>
  );
}
