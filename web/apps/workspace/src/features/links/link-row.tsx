import type { ListedTicket } from '@guichet/api';
import { IconUnlink } from '@tabler/icons-react';
import { TicketLinkLine } from '@/features/requester/ticket-links';
import { useT } from '@/i18n/provider';
import { IconButton } from '@/shared/ui';
import classes from './links.module.css';

type Props = { ticket: ListedTicket; onUnlink: () => void };

/** A linked ticket with where it stands, opened by a click, and the way to unlink it. */
export function LinkRow({ ticket, onUnlink }: Props) {
  const t = useT();
  return (
    <li className={classes.row}>
      <TicketLinkLine ticket={ticket} />
      <span className={classes.unlink}>
        <IconButton
          size={24}
          label={t('links.unlinkOne', { number: `#${ticket.id}` })}
          onClick={onUnlink}
        >
          <IconUnlink size={14} stroke={1.75} />
        </IconButton>
      </span>
    </li>
  );
}
