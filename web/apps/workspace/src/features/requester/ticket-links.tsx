import type { ListedTicket } from '@guichet/api';
import { Link } from 'react-router';
import { standingName } from '@/features/custom-statuses/statuses';
import { useStatuses } from '@/features/custom-statuses/use-statuses';
import { useT } from '@/i18n/provider';
import { StatusIcon } from '@/shared/ui';
import classes from './requester.module.css';

/** Tickets line by line, each leading to its page. */
export function TicketLinks({ tickets }: { tickets: readonly ListedTicket[] }) {
  return (
    <ul>
      {tickets.map((ticket) => (
        <li key={ticket.id}>
          <TicketLinkLine ticket={ticket} />
        </li>
      ))}
    </ul>
  );
}

/** A ticket in one line: where it stands, what it is about, its number. */
export function TicketLinkLine({ ticket }: { ticket: ListedTicket }) {
  const t = useT();
  const statuses = useStatuses();
  return (
    <Link to={`/tickets/${ticket.id}`} className={classes.ticket}>
      <StatusIcon status={ticket.status} />
      <span className={classes.hidden}>{standingName(ticket, statuses, t)}, </span>
      <span className={classes.subject}>{ticket.subject || t('common.noSubject')}</span>
      <span className={classes.number}>#{ticket.id}</span>
    </Link>
  );
}
