import type { Ticket } from '@guichet/api';
import { Link } from 'react-router';
import { useClock } from '@/features/session/use-session';
import { useT } from '@/i18n/provider';
import { shortTime } from '@/shared/time/format';
import { StatusIcon } from '@/shared/ui';
import classes from './view-form.module.css';

const SHOWN = 12;

type Props = { tickets: readonly Ticket[] | undefined; count: number | undefined };

/** What a view finds now: how many tickets, and the first of them in their order. */
export function ViewPreview({ tickets, count }: Props) {
  const t = useT();
  const clock = useClock();
  return (
    <section className={classes.preview} aria-label={t('viewForm.preview')}>
      <h2>{t('viewForm.preview')}</h2>
      <p role="status" className={classes.count}>
        {count !== undefined && t('viewForm.finds', { count })}
      </p>
      {tickets && tickets.length > 0 && (
        <ul className={classes.tickets}>
          {tickets.slice(0, SHOWN).map((ticket) => (
            <li key={ticket.id}>
              <Link to={`/tickets/${ticket.id}`} className={classes.ticket}>
                <StatusIcon status={ticket.status} />
                <span className={classes.subject}>{ticket.subject || t('common.noSubject')}</span>
                <time dateTime={ticket.updated_at} className={classes.faint}>
                  {shortTime(ticket.updated_at, clock, t('time.yesterday'))}
                </time>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
