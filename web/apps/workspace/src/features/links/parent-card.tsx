import type { ListedTicket } from '@guichet/api';
import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { standingName } from '@/features/custom-statuses/statuses';
import { useStatuses } from '@/features/custom-statuses/use-statuses';
import { useT } from '@/i18n/provider';
import { StatusIcon } from '@/shared/ui';
import classes from './links.module.css';

type Props = { parent: ListedTicket; onUnlink: () => void };

/** The ticket that this one is a part of. */
export function ParentCard({ parent, onUnlink }: Props) {
  const t = useT();
  const statuses = useStatuses();
  return (
    <div className={classes.card}>
      <p className={classes.cardTitle}>
        <StatusIcon status={parent.status} />
        <b>{parent.subject || t('common.noSubject')}</b>
      </p>
      <p className={classes.cardMeta}>
        #{parent.id} · {standingName(parent, statuses, t)}
      </p>
      <div className={classes.cardActions}>
        <Button size="xs" component={Link} to={`/tickets/${parent.id}`}>
          {t('links.open')}
        </Button>
        <Button size="xs" variant="subtle" onClick={onUnlink}>
          {t('links.unlink')}
        </Button>
      </div>
    </div>
  );
}
