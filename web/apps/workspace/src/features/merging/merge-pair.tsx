import type { Conversation } from '@guichet/api';
import { IconArrowRight } from '@tabler/icons-react';
import { TicketStatus } from '@/features/custom-statuses/ticket-status';
import { useClock } from '@/features/session/use-session';
import { useT } from '@/i18n/provider';
import { shortTime } from '@/shared/time/format';
import classes from './merging.module.css';

type Props = { source: Conversation; target: Conversation };

/** Both tickets side by side, in short: the one that closes, and the one that stays. */
export function MergePair({ source, target }: Props) {
  const t = useT();
  return (
    <div className={classes.pair}>
      <TicketInShort conversation={source} label={t('merging.closesOne')} />
      <IconArrowRight size={18} stroke={1.75} className={classes.arrow} aria-hidden="true" />
      <TicketInShort conversation={target} label={t('merging.stays')} isStaying />
    </div>
  );
}

type TicketProps = { conversation: Conversation; label: string; isStaying?: boolean };

function TicketInShort({ conversation, label, isStaying }: TicketProps) {
  const t = useT();
  const clock = useClock();
  const { ticket, comments, users } = conversation;
  const requester = users.find((user) => user.id === ticket.requester_id);
  const newest = comments.at(-1);
  return (
    <section
      className={classes.ticket}
      data-staying={isStaying || undefined}
      aria-label={`${label}, #${ticket.id}`}
    >
      <p className={classes.label}>{label}</p>
      <h3 className={classes.subject}>
        <span className={classes.number}>#{ticket.id}</span>{' '}
        {ticket.subject || t('common.noSubject')}
      </h3>
      <p className={classes.meta}>
        <TicketStatus ticket={ticket} />
        <span>{requester?.name ?? t('common.unknownPerson')}</span>
      </p>
      <p className={classes.faint}>
        {t('merging.messages', { count: comments.length })}
        {' · '}
        {shortTime(ticket.created_at, clock, t('time.yesterday'))}
      </p>
      {newest && <p className={classes.words}>{newest.plain_body}</p>}
    </section>
  );
}
