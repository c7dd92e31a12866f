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
  const name = author?.name ?? 'Guichet';
  const subject = `#${told.ticket_id} ${told.ticket_subject}`;
  const at = told.comment_id === null ? '' : `?comment=${told.comment_id}`;
  function handleOpen() {
    if (isUnread) onRead();
    onOpen();
  }
  return (
    <li className={classes.item} data-unread={isUnread || undefined}>
      <Link to={`/tickets/${told.ticket_id}${at}`} className={classes.link} onClick={handleOpen}>
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

/** What happened, in a sentence about the one who did it. */
function sentenceOf({ kind, comment_id }: Notification): TextKey {
  if (kind === 'scheduled_reply' && comment_id === null) return 'notifications.says.notSent';
  if (kind === 'follow' && comment_id !== null) return 'notifications.says.followComment';
  return `notifications.says.${kind}`;
}
