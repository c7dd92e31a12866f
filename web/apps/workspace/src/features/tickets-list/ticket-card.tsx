import { memo } from 'react';
import { Link } from 'react-router';
import { ownName, standingName } from '@/features/custom-statuses/statuses';
import { useStatuses } from '@/features/custom-statuses/use-statuses';
import { DueChip } from '@/features/due/due-chip';
import { useI18n } from '@/i18n/provider';
import type { Translate } from '@/i18n/texts';
import { dueText, urgencyOf } from '@/shared/time/due';
import { type Clock, fullTime, shortTime } from '@/shared/time/format';
import { ChannelIcon, CheckBox, channelOf, PriorityIcon, StatusIcon } from '@/shared/ui';
import type { Row } from './rows';
import classes from './ticket-card.module.css';

type Props = {
  row: Row;
  to: string;
  clock: Clock;
  isCurrent?: boolean;
  isSelected?: boolean;
  /** Once something is selected, every card shows its box. */
  showsBox?: boolean;
  /** Left out where tickets are not selected, as in search results. */
  onToggle?: (id: number, isRange: boolean) => void;
  /** The pointer or the focus is on it: opening it is likely. */
  onApproach?: (id: number) => void;
};

/** One ticket of the list: who, about what, and the newest words. Always 74 px high. */
export const TicketCard = memo(function TicketCard(props: Props) {
  const { row, clock, isCurrent = false, isSelected = false, onToggle, onApproach } = props;
  const { t } = useI18n();
  const statuses = useStatuses();
  const { ticket, requester } = row;
  const status = ownName(ticket, statuses, t);
  const at = ticket.latest_comment_at ?? ticket.updated_at;
  const isDone = ticket.status === 'solved' || ticket.status === 'closed';
  const isPressing = ticket.due_at && !isDone && urgencyOf(ticket.due_at, clock) !== undefined;
  const showsPriority = ticket.priority && ticket.priority !== 'normal';
  return (
    <div
      className={classes.card}
      data-card
      data-current={isCurrent || undefined}
      data-unread={ticket.unread || undefined}
      data-selected={isSelected || undefined}
      data-done={isDone || undefined}
    >
      <Link
        to={props.to}
        className={classes.link}
        aria-current={isCurrent ? 'true' : undefined}
        aria-label={cardName(row, standingName(ticket, statuses, t), clock, t)}
        data-ticket={ticket.id}
        onPointerEnter={() => onApproach?.(ticket.id)}
        onFocus={() => onApproach?.(ticket.id)}
      />
      {ticket.unread && <span className={classes.unread} />}
      <span className={classes.glyph} data-shown={props.showsBox || undefined}>
        <StatusIcon status={ticket.status} />
        {onToggle && (
          <CheckBox
            className={classes.box}
            label={t('list.select', { id: String(ticket.id) })}
            checked={isSelected}
            onChange={(isRange) => onToggle(ticket.id, isRange)}
          />
        )}
      </span>
      <div className={classes.body} aria-hidden="true">
        <span className={classes.line}>
          <span className={classes.who}>{requester?.name ?? t('common.unknownPerson')}</span>
          {isPressing && ticket.due_at ? (
            <span className={classes.due}>
              <DueChip due={ticket.due_at} clock={clock} />
            </span>
          ) : (
            <time className={classes.time} dateTime={at} title={fullTime(at, clock)}>
              {shortTime(at, clock, t('time.yesterday'))}
            </time>
          )}
        </span>
        <span className={classes.line}>
          <span className={classes.subject}>{ticket.subject || t('common.noSubject')}</span>
        </span>
        <span className={classes.line} data-preview>
          {status && (
            <span className={classes.status} data-status={ticket.status}>
              {status}
            </span>
          )}
          <span className={classes.preview}>{previewText(row, t)}</span>
          <span className={classes.meta}>
            {showsPriority && ticket.priority && (
              <PriorityIcon priority={ticket.priority} size={13} />
            )}
            <ChannelIcon via={ticket.via.channel} />
          </span>
        </span>
      </div>
    </div>
  );
});

/** The newest words, with the colleague's first name when a colleague wrote them. */
function previewText({ ticket, previewAuthor }: Row, t: Translate): string {
  const text = ticket.preview ?? '';
  const isByTeam = previewAuthor && previewAuthor.role !== 'end-user';
  if (!isByTeam) return text;
  return t('list.preview', { name: previewAuthor.name.split(' ')[0] ?? '', text });
}

/** What a screen reader says for a card. */
function cardName({ ticket, requester }: Row, status: string, clock: Clock, t: Translate): string {
  const at = ticket.latest_comment_at ?? ticket.updated_at;
  return [
    ticket.unread ? t('list.unread') : null,
    requester?.name,
    ticket.subject || t('common.noSubject'),
    status,
    ticket.priority && ticket.priority !== 'normal' ? t(`priority.${ticket.priority}`) : null,
    t(`channel.${channelOf(ticket.via.channel)}`),
    ticket.due_at ? t('due.until', { time: dueText(ticket.due_at, clock) }) : null,
    shortTime(at, clock, t('time.yesterday')),
  ]
    .filter(Boolean)
    .join(', ');
}
