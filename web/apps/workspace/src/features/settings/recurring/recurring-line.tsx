import { Menu } from '@mantine/core';
import {
  IconDots,
  IconPlayerPause,
  IconPlayerPlay,
  IconTicket,
  IconTrash,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useClock, useMe } from '@/features/session/use-session';
import { agentsQuery } from '@/features/tickets/api';
import { useT } from '@/i18n/provider';
import { FormProblem } from '@/shared/form/form-problem';
import { comingTime, fullTime, messageTime } from '@/shared/time/format';
import { IconButton } from '@/shared/ui';
import settings from '../settings-page.module.css';
import {
  type RecurringTicket,
  type Run,
  runRecurringTicket,
  saveRecurringTicket,
  useRecurringChange,
} from './api';
import classes from './recurring.module.css';
import { scheduleWords } from './schedule-words';

type Props = { recurring: RecurringTicket; onRemove: () => void };

/** One recurring ticket: what it is, its rhythm, when next, which tickets it made last. */
export function RecurringLine({ recurring, onRemove }: Props) {
  const t = useT();
  const clock = useClock();
  const me = useMe();
  const { data: agents = [] } = useQuery(agentsQuery);
  const { id, owner_id, ticket, schedule, paused, problem, last_tickets } = recurring;
  const pausing = useRecurringChange((isPaused: boolean) =>
    saveRecurringTicket(id, { paused: isPaused }),
  );
  const running = useRecurringChange(() => runRecurringTicket(id));
  const owner = agents.find((agent) => agent.id === owner_id);
  return (
    <li className={`${settings.item} ${settings.twoLines}`}>
      <span className={`${settings.itemText} ${classes.line}`}>
        <Link to={`/settings/recurring/${id}`} className={classes.name}>
          {ticket.subject}
        </Link>
        <span className={settings.faint}>
          {scheduleWords(schedule, clock, t)}
          {owner && owner_id !== me.id && ` · ${owner.name}`}
        </span>
        {last_tickets.length > 0 && <LastTickets runs={last_tickets} />}
        {problem && (
          <span className={`${settings.faint} ${settings.failing}`}>
            {t('recurring.stopped', { reason: problem })}
          </span>
        )}
        <FormProblem error={pausing.error ?? running.error} />
      </span>
      <NextTime recurring={recurring} />
      <Menu position="bottom-end">
        <Menu.Target>
          <IconButton label={t('recurring.more', { name: ticket.subject })}>
            <IconDots size={16} stroke={1.75} />
          </IconButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconTicket size={16} stroke={1.75} />}
            onClick={() => running.mutate(undefined)}
          >
            {t('recurring.makeNow')}
          </Menu.Item>
          <Menu.Item
            leftSection={
              paused ? (
                <IconPlayerPlay size={16} stroke={1.75} />
              ) : (
                <IconPlayerPause size={16} stroke={1.75} />
              )
            }
            onClick={() => pausing.mutate(!paused)}
          >
            {t(paused ? 'recurring.goOn' : 'recurring.pause')}
          </Menu.Item>
          <Menu.Item leftSection={<IconTrash size={16} stroke={1.75} />} onClick={onRemove}>
            {t('recurring.remove')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </li>
  );
}

function NextTime({ recurring: { next_at, paused } }: { recurring: RecurringTicket }) {
  const t = useT();
  const clock = useClock();
  if (!next_at) {
    return (
      <span className={settings.badge}>{t(paused ? 'recurring.paused' : 'recurring.ended')}</span>
    );
  }
  return (
    <span className={`${settings.badge} ${classes.next}`} title={fullTime(next_at, clock)}>
      {t('recurring.next', { time: comingTime(next_at, clock) })}
    </span>
  );
}

function LastTickets({ runs }: { runs: Run[] }) {
  const t = useT();
  const clock = useClock();
  return (
    <span className={settings.faint}>
      {t('recurring.last')}{' '}
      {runs.map(({ ticket_id, created_at, missed }, index) => (
        <span key={ticket_id}>
          {index > 0 && ' · '}
          <Link to={`/tickets/${ticket_id}`} className={classes.link}>
            #{ticket_id}
          </Link>{' '}
          {messageTime(created_at, clock)}
          {missed > 0 && ` (${t('recurring.missed', { count: missed })})`}
        </span>
      ))}
    </span>
  );
}
