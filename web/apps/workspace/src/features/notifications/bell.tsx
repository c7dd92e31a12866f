import { IconBell } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useT } from '@/i18n/provider';
import { commands } from '@/shared/keys';
import { unreadQuery } from './api';
import classes from './bell.module.css';

const MOST_SHOWN = 99;

type Props = {
  className?: string;
  size?: number;
  /** What stands under the bell. */
  caption?: string;
};

/** Opens the notifications, and shows how many are unread. */
export function Bell({ className, size = 19, caption }: Props) {
  const t = useT();
  const { data: unread = 0 } = useQuery(unreadQuery);
  const name = caption ?? t('notifications.title');
  const label = unread > 0 ? t('notifications.unread', { name, count: unread }) : name;
  return (
    <button
      type="button"
      className={`${classes.bell} ${className}`}
      data-tip={t('notifications.title')}
      data-tip-side="right"
      data-tip-keys="g n"
      aria-label={label}
      aria-haspopup="dialog"
      onClick={() => commands.run('notifications.open')}
    >
      <span className={classes.icon}>
        <IconBell size={size} stroke={1.75} aria-hidden="true" />
        {unread > 0 && (
          <span
            className={classes.count}
            data-count={unread > MOST_SHOWN ? `${MOST_SHOWN}+` : unread}
          />
        )}
      </span>
      {caption && <span>{caption}</span>}
    </button>
  );
}
