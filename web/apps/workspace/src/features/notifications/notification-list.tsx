import { Button } from '@mantine/core';
import { IconChecks, IconSettings, IconX } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import { MyReminders } from '@/features/reminders/my-reminders';
import { useT } from '@/i18n/provider';
import { EmptyState, ErrorState, IconButton } from '@/shared/ui';
import {
  markAllNotificationsRead,
  markNotificationRead,
  notificationsQuery,
  refreshNotifications,
} from './api';
import { NotificationLine } from './notification-line';
import classes from './notifications-panel.module.css';

type Props = { onLeave: () => void };

/** Everything the agent was told: the unread first. */
export function NotificationList({ onLeave }: Props) {
  const t = useT();
  const navigate = useNavigate();
  const list = useInfiniteQuery(notificationsQuery);
  const markRead = useMarking(markNotificationRead);
  const markAll = useMarking(markAllNotificationsRead);
  const told = list.data?.pages.flatMap((page) => page.notifications) ?? [];
  const people = new Map(
    list.data?.pages.flatMap((page) => page.users).map((user) => [user.id, user]),
  );
  const scroll = useRef<HTMLDivElement>(null);
  useStartAtFirst(scroll, told.length > 0);
  const hasUnread = told.some((each) => each.read_at === null);
  return (
    <>
      <header className={classes.head}>
        <h2>{t('notifications.title')}</h2>
        {hasUnread && (
          <IconButton label={t('notifications.markAll')} onClick={() => markAll.mutate(0)}>
            <IconChecks size={18} stroke={1.75} />
          </IconButton>
        )}
        <IconButton
          label={t('notifications.choose')}
          onClick={() => {
            onLeave();
            void navigate('/settings/notifications');
          }}
        >
          <IconSettings size={18} stroke={1.75} />
        </IconButton>
        <IconButton label={t('common.close')} onClick={onLeave}>
          <IconX size={18} stroke={1.75} />
        </IconButton>
      </header>
      <MyReminders onLeave={onLeave} />
      {list.error && !list.data ? (
        <ErrorState
          title={t('notifications.failed')}
          error={list.error}
          onRetry={() => void list.refetch()}
        />
      ) : list.data && told.length === 0 ? (
        <EmptyState title={t('notifications.none')}>{t('notifications.noneText')}</EmptyState>
      ) : (
        // biome-ignore lint/a11y/noStaticElementInteractions: arrows are a shorter way between the links inside
        <div ref={scroll} className={classes.scroll} onKeyDown={moveByArrows}>
          <ul>
            {told.map((each) => (
              <NotificationLine
                key={each.id}
                told={each}
                author={each.author_id === null ? undefined : people.get(each.author_id)}
                onOpen={onLeave}
                onRead={() => markRead.mutate(each.id)}
              />
            ))}
          </ul>
          {list.hasNextPage && (
            <Button variant="subtle" m={4} onClick={() => void list.fetchNextPage()}>
              {t('notifications.more')}
            </Button>
          )}
        </div>
      )}
    </>
  );
}

/** Marks as read, and reads the list and its count anew. */
function useMarking(mark: (id: number) => Promise<void>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: mark,
    onSettled: () => refreshNotifications(client),
  });
}

const linksIn = (list: Element) => [...list.querySelectorAll<HTMLElement>('li > a')];

/** The first line has the focus as soon as it is there. */
function useStartAtFirst(scroll: { current: HTMLElement | null }, isThere: boolean) {
  useEffect(() => {
    if (isThere && scroll.current) linksIn(scroll.current)[0]?.focus();
  }, [isThere, scroll]);
}

function moveByArrows(event: KeyboardEvent<HTMLElement>) {
  const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const links = linksIn(event.currentTarget);
  const at = links.findIndex((link) => link.parentElement?.contains(document.activeElement));
  links[Math.min(links.length - 1, Math.max(0, at + step))]?.focus();
}
