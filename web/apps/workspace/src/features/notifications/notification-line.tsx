import type { Notification, User } from '@guichet/api';
import { IconBell } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useClock } from '@/features/session/use-session';
import { useT } from '@/i18n/provider';
import type { TextKey } from '@/i18n/texts';
import { shortTime } from '@/shared/time/format';
import { Avatar } from '@/shared/ui';
import classes from './notifications-panel.module.css';

type Props = {
  told: Notification;
  author: User | undefined;
  onOpen: () => void;
  onRead: () => void;
};

/** One thing the agent was told; it leads to the ticket at the comment. */
export function NotificationLine({ told, author, onOpen, onRead }: Props) {
  const t = useT();
  const clock = useClock();
  const isUnread = told.read_at === null;
  const name = author?.name ?? told.sender_name ?? 'Guichet';
  const subject = `#${told.ticket_id} ${told.ticket_subject}`;
  function handleOpen() {
    if (isUnread) onRead();
    onOpen();
  }
  return (
    <li className={classes.item} data-unread={isUnread || undefined}>
      <Link to={placeOf(told)} className={classes.link} onClick={handleOpen}>
        {author ? (
          <Avatar person={author} />
        ) : (
          <span className={classes.guichet}>
            <IconBell size={16} stroke={1.75} aria-hidden="true" />
          </span>
        )}
        <span>
          <span className={classes.words}>
            <span>{t(sentenceOf(told), { name })}</span>
            <time className={classes.time} dateTime={told.created_at}>
              {shortTime(told.created_at, clock, t('time.yesterday'))}
            </time>
          </span>
          <span className={classes.subject}>{subject}</span>
          {told.excerpt && <span className={classes.excerpt}>{told.excerpt}</span>}
        </span>
      </Link>
      {isUnread && (
        <button
          type="button"
          className={classes.dot}
          aria-label={t('notifications.markRead', { subject })}
          data-tip={t('notifications.markOne')}
          onClick={onRead}
        />
      )}
    </li>
  );
}

/** The ticket, at the comment or the side conversation that it is about. */
function placeOf({ ticket_id, comment_id, side_conversation_id }: Notification): string {
  const ticket = `/tickets/${ticket_id}`;
  if (side_conversation_id !== null) return `${ticket}?side=${side_conversation_id}`;
  return comment_id === null ? ticket : `${ticket}?comment=${comment_id}`;
}

/** What happened, in a sentence about the one who did it. */
function sentenceOf({ kind, comment_id, author_id }: Notification): TextKey {
  if (kind === 'reminder' && author_id !== null) return 'notifications.says.reminderBy';
  if (kind === 'scheduled_reply' && comment_id === null) return 'notifications.says.notSent';
  if (kind === 'follow' && comment_id !== null) return 'notifications.says.followComment';
  return `notifications.says.${kind}`;
}
