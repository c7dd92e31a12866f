import type { Conversation, Reminder } from '@guichet/api';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import properties from '@/features/properties/property-list.module.css';
import { useClock, useMe } from '@/features/session/use-session';
import task from '@/features/tasks/tasks.module.css';
import { useT } from '@/i18n/provider';
import { commands } from '@/shared/keys';
import { dueText, urgencyOf } from '@/shared/time/due';
import { fullTime } from '@/shared/time/format';
import { Avatar, CheckBox, IconButton } from '@/shared/ui';
import { ReminderDialog } from './reminder-dialog';
import classes from './reminders.module.css';
import { useReminders } from './use-reminders';

/** Beside the ticket: what somebody on the team is reminded of, the soonest first. */
export function TicketReminders({ conversation }: { conversation: Conversation }) {
  const t = useT();
  const { ticket, reminders } = conversation;
  const [edited, setEdited] = useState<Reminder | null>(null);
  const { finish } = useReminders(ticket.id);
  return (
    <section className={properties.section} aria-label={t('reminders.title')}>
      <h2 className={properties.heading}>
        {t('reminders.title')}
        <span className={properties.space} />
        <IconButton
          size={24}
          label={t('reminders.remind')}
          keys="Shift+H"
          onClick={() => commands.run('ticket.remind')}
        >
          <IconPlus size={14} stroke={1.75} />
        </IconButton>
      </h2>
      <ul>
        {reminders.map((reminder) => (
          <ReminderRow
            key={reminder.id}
            reminder={reminder}
            conversation={conversation}
            onEdit={() => setEdited(reminder)}
            onDone={() => finish(reminder)}
          />
        ))}
      </ul>
      {edited && (
        <ReminderDialog ticketId={ticket.id} reminder={edited} onClose={() => setEdited(null)} />
      )}
    </section>
  );
}

type RowProps = {
  reminder: Reminder;
  conversation: Conversation;
  onEdit: () => void;
  onDone: () => void;
};

function ReminderRow({ reminder, conversation, onEdit, onDone }: RowProps) {
  const t = useT();
  const me = useMe();
  const clock = useClock();
  const { user_id, author_id, text, remind_at } = reminder;
  const person = conversation.users.find((user) => user.id === user_id);
  const mayChange = [user_id, author_id].includes(me.id) || me.role === 'admin';
  const title = text || t('reminders.untitled');
  const words = (
    <>
      <span className={`${task.words} ${classes.whole}`}>{title}</span>
      <time
        className={classes.time}
        dateTime={remind_at}
        title={fullTime(remind_at, clock)}
        data-over={urgencyOf(remind_at, clock) === 'over' || undefined}
      >
        {dueText(remind_at, clock)}
      </time>
      {person && user_id !== me.id && (
        <span title={person.name} className={task.who}>
          <Avatar person={person} size={18} />
          <span className={properties.hidden}>{person.name}</span>
        </span>
      )}
    </>
  );
  return (
    <li className={task.task}>
      {mayChange ? (
        <>
          <CheckBox
            className={task.box}
            label={t('reminders.finishOne', { title })}
            checked={false}
            onChange={onDone}
          />
          <button type="button" className={task.title} onClick={onEdit}>
            {words}
          </button>
        </>
      ) : (
        <span className={task.title}>{words}</span>
      )}
    </li>
  );
}
