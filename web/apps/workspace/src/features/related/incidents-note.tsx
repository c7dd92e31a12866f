import type { Ticket } from '@guichet/api';
import { IconAffiliate } from '@tabler/icons-react';
import { useT } from '@/i18n/provider';
import classes from './related.module.css';
import { useWaitingIncidents } from './use-waiting-incidents';

/** In the composer of a problem: how many others get the answer that solves it. */
export function IncidentsNote({ ticket }: { ticket: Ticket }) {
  const t = useT();
  const waiting = useWaitingIncidents(ticket);
  if (waiting === 0) return null;
  return (
    <p className={classes.note}>
      <IconAffiliate size={14} stroke={1.75} aria-hidden="true" />
      {t('related.answersIncidents', { count: waiting })}
    </p>
  );
}
