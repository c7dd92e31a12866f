import type { Call } from '@guichet/api';
import { IconPhoneIncoming, IconPhoneOutgoing } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useClock } from '@/features/session/use-session';
import { agentsQuery } from '@/features/tickets/api';
import { useT } from '@/i18n/provider';
import { fullTime, messageTime } from '@/shared/time/format';
import { numberOutside } from './call';
import classes from './calls.module.css';

/** Above what was said in a call: which way it went, the number, how long, when, who spoke, and its recording. */
export function CallLine({ call }: { call: Call }) {
  const t = useT();
  const clock = useClock();
  const { data: agents = [] } = useQuery(agentsQuery);
  const who = agents.find((agent) => agent.id === call.answered_by_id);
  const Icon = call.direction === 'inbound' ? IconPhoneIncoming : IconPhoneOutgoing;
  const minutes = Math.floor(call.call_duration / 60);
  return (
    <p className={classes.call}>
      <Icon size={14} stroke={1.75} aria-hidden="true" />
      <b>
        {t(`calls.shown.${call.direction}`, { number: numberOutside(call) || t('calls.unknown') })}
      </b>
      <span>{t('calls.duration', { minutes, seconds: call.call_duration % 60 })}</span>
      <time dateTime={call.started_at} title={fullTime(call.started_at, clock)}>
        {messageTime(call.started_at, clock)}
      </time>
      {who && <span>{t('calls.spokeWith', { name: who.name })}</span>}
      {call.recording_url && (
        <a href={call.recording_url} target="_blank" rel="noopener noreferrer">
          {t('calls.recording')}
        </a>
      )}
    </p>
  );
}
