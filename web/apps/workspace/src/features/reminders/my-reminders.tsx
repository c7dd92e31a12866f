import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useClock } from '@/features/session/use-session';
import { useT } from '@/i18n/provider';
import { dueText, urgencyOf } from '@/shared/time/due';
import { CheckBox } from '@/shared/ui';
import { type MyReminder, myRemindersQuery } from './api';
import classes from './reminders.module.css';
import { useReminders } from './use-reminders';

/** Above what one was told: what one is reminded of on all tickets; nothing where there is nothing. */
export function MyReminders({ onLeave }: { onLeave: () => void }) {
  const t = useT();
  const { data: reminders = [] } = useQuery(myRemindersQuery);
  if (reminders.length === 0) return null;
  return (
    <section className={classes.mine} aria-label={t('reminders.mine')}>
      <h3>{t('reminders.mine')}</h3>
      <ul>
        {reminders.map((reminder) => (
          <MyReminderLine key={reminder.id} reminder={reminder} onLeave={onLeave} />
        ))}
      </ul>
    </section>
  );
}

type LineProps = { reminder: MyReminder; onLeave: () => void };

function MyReminderLine({ reminder, onLeave }: LineProps) {
  const t = useT();
  const clock = useClock();
  const { ticket_id, ticket_subject, text, remind_at } = reminder;
  const { finish } = useReminders(ticket_id);
  const subject = `#${ticket_id} ${ticket_subject}`;
  return (
    <li>
      <CheckBox
        label={t('reminders.finishOne', { title: text || subject })}
        checked={false}
        onChange={() => finish(reminder)}
      />
      <Link to={`/tickets/${ticket_id}`} onClick={onLeave}>
        <span>{text || subject}</span>
        {text && <span className={classes.subject}>{subject}</span>}
      </Link>
      <time
        className={classes.time}
        dateTime={remind_at}
        data-over={urgencyOf(remind_at, clock) === 'over' || undefined}
      >
        {dueText(remind_at, clock)}
      </time>
    </li>
  );
}
