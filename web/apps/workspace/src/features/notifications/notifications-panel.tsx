import { Suspense } from 'react';
import { useT } from '@/i18n/provider';
import { useCommand } from '@/shared/keys';
import { loadSoon } from '@/shared/load-soon';
import { OverDialog, useOverDialog } from '@/shared/ui/over-dialog';
import classes from './notifications-panel.module.css';

const NotificationList = loadSoon(
  async () => (await import('./notification-list')).NotificationList,
);

/** What the agent was told, beside the rail: `G` `N` opens it, arrows move in it. */
export function NotificationsPanel() {
  const t = useT();
  const dialog = useOverDialog();
  useCommand({
    id: 'notifications.open',
    labelKey: 'notifications.title',
    group: 'go',
    keys: ['g n'],
    run: dialog.open,
  });
  return (
    <OverDialog dialog={dialog} label={t('notifications.title')} className={classes.panel}>
      <Suspense>
        <NotificationList onLeave={dialog.close} />
      </Suspense>
    </OverDialog>
  );
}
