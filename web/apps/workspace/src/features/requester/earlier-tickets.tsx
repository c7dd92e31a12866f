import type { Id } from '@guichet/api';
import { useQuery } from '@tanstack/react-query';
import { useI18n } from '@/i18n/provider';
import { INTL_TAG } from '@/i18n/texts';
import { requestedTicketsQuery } from './api';
import classes from './requester.module.css';
import { TicketLinks } from './ticket-links';

/** What the same person asked for before. Nothing at all when this is the first time. */
export function EarlierTickets({ personId, exceptId }: { personId: Id; exceptId?: Id }) {
  const { t, locale } = useI18n();
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
      <TicketLinks tickets={others} />
    </section>
  );
}
