import type { Ticket } from '@guichet/api';
import { useQuery } from '@tanstack/react-query';
import properties from '@/features/properties/property-list.module.css';
import classes from '@/features/requester/requester.module.css';
import { TicketLinks } from '@/features/requester/ticket-links';
import { useI18n } from '@/i18n/provider';
import { INTL_TAG } from '@/i18n/texts';
import { incidentsQuery } from './api';
import { useWaitingIncidents } from './use-waiting-incidents';

/** On a problem: its incidents with where each stands, and what solving it does to them. */
export function Incidents({ ticket }: { ticket: Ticket }) {
  const { t, locale } = useI18n();
  const { data } = useQuery(incidentsQuery(ticket.id, ticket.has_incidents));
  const waiting = useWaitingIncidents(ticket);
  if (!ticket.has_incidents || !data?.tickets.length) return null;
  return (
    <section className={properties.section}>
      <h2 className={properties.heading}>
        {t('related.incidents')}
        <span className={classes.number}>{data.count.toLocaleString(INTL_TAG[locale])}</span>
      </h2>
      <TicketLinks tickets={data.tickets} />
      {waiting > 0 && (
        <p className={classes.notes}>{t('related.solvesIncidents', { count: waiting })}</p>
      )}
    </section>
  );
}
