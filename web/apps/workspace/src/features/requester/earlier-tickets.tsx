import type { Id } from '@guichet/api';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { standingName } from '@/features/custom-statuses/statuses';
import { useStatuses } from '@/features/custom-statuses/use-statuses';
import { useI18n } from '@/i18n/provider';
import { INTL_TAG } from '@/i18n/texts';
import { StatusIcon } from '@/shared/ui';
import { requestedTicketsQuery } from './api';
import classes from './requester.module.css';

/** What the same person asked for before. Nothing at all when this is the first time. */
export function EarlierTickets({ personId, exceptId }: { personId: Id; exceptId?: Id }) {
  const { t, locale } = useI18n();
  const statuses = useStatuses();
  const { data } = useQuery(requestedTicketsQuery(personId));
  const others = data?.tickets.filter((ticket) => ticket.id !== exceptId) ?? [];
  if (others.length === 0) return null;
  const total = data?.count === undefined ? undefined : data.count - (exceptId ? 1 : 0);
  return (
    <section className={classes.section}>
      <h2 className={classes.heading}>
        {t('requester.earlier')}
        {total !== undefined && <span>{total.toLocaleString(INTL_TAG[locale])}</span>}
      </h2>
      <ul>
        {others.map((ticket) => (
          <li key={ticket.id}>
            <Link to={`/tickets/${ticket.id}`} className={classes.ticket}>
              <StatusIcon status={ticket.status} />
              <span className={classes.hidden}>{standingName(ticket, statuses, t)}, </span>
              <span className={classes.subject}>{ticket.subject || t('common.noSubject')}</span>
              <span className={classes.number}>#{ticket.id}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
