import type { Conversation } from '@guichet/api';
import { Button } from '@mantine/core';
import { IconGitMerge } from '@tabler/icons-react';
import { conflicts } from '@/features/tickets/conflict';
import { useChangeTicket } from '@/features/tickets/use-change-ticket';
import { useT } from '@/i18n/provider';
import { useStore } from '@/shared/store';
import classes from './conflict-banner.module.css';

/** A colleague changed the same field first: keep theirs, or save ours on top, knowingly. */
export function ConflictBanner({ conversation }: { conversation: Conversation }) {
  const t = useT();
  const conflict = useStore(conflicts);
  const { ticket, users } = conversation;
  const change = useChangeTicket(ticket.id);
  if (conflict?.ticketId !== ticket.id) return null;
  const { comment, ...fields } = conflict.wanted;
  const name = users.find((user) => user.id === conflict.by)?.name ?? t('conflict.someone');
  return (
    <div className={classes.banner} role="alert">
      <p className={classes.title}>
        <IconGitMerge size={16} stroke={1.75} aria-hidden="true" />
        {t('conflict.title', { name })}
      </p>
      <p className={classes.text}>{t(comment ? 'conflict.textDraft' : 'conflict.text')}</p>
      <div className={classes.actions}>
        <Button size="xs" variant="filled" onClick={() => conflicts.set(null)}>
          {t('conflict.keepTheirs')}
        </Button>
        {!comment && (
          <Button
            size="xs"
            onClick={() => {
              conflicts.set(null);
              change.mutate({ change: fields });
            }}
          >
            {t('conflict.saveMine')}
          </Button>
        )}
      </div>
    </div>
  );
}
