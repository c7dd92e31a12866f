import type { Ticket } from '@guichet/api';
import { useDetails } from '@/features/properties/details-context';
import classes from '@/features/properties/property-list.module.css';
import { useClock } from '@/features/session/use-session';
import type { TicketFields } from '@/features/tickets/api';
import { useT } from '@/i18n/provider';
import { dayIn, dueText, endOfDay, urgencyOf } from '@/shared/time/due';
import { InlineText } from '@/shared/ui/inline-text';
import due from './due.module.css';

type Props = { ticket: Ticket; isReadOnly: boolean; onChange: (fields: TicketFields) => void };

/** Until which day the ticket is to be dealt with, chosen in the reader's calendar. */
export function DueProperty({ ticket, isReadOnly, onChange }: Props) {
  const t = useT();
  const clock = useClock();
  const { openProperty, edit } = useDetails();
  const { due_at, status } = ticket;
  const isDone = status === 'solved' || status === 'closed';
  const urgency = due_at && !isDone ? urgencyOf(due_at, clock) : undefined;
  const text = due_at ? dueText(due_at, clock) : '';
  const tone = urgency && due[urgency];
  return (
    <div className={classes.row}>
      <dt>{t('details.due')}</dt>
      <dd>
        {isReadOnly ? (
          <span className={`${classes.value} ${tone ?? ''}`}>{text}</span>
        ) : (
          <InlineText
            label={t('details.due')}
            kind="date"
            className={tone}
            isAsked={openProperty === 'due'}
            onClosed={() => edit(null)}
            text={text}
            typed={due_at ? dayIn(due_at, clock.timeZone) : ''}
            onSave={(day) => onChange({ due_at: day ? endOfDay(day, clock.timeZone) : null })}
          />
        )}
      </dd>
    </div>
  );
}
