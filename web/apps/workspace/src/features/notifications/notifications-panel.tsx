import { type KeyboardEvent, Suspense, useRef, useState } from 'react';
import { useT } from '@/i18n/provider';
import { useCommand } from '@/shared/keys';
import { loadSoon } from '@/shared/load-soon';
import classes from './notifications-panel.module.css';

const NotificationList = loadSoon(
  async () => (await import('./notification-list')).NotificationList,
);

/** What the agent was told, beside the rail: `G` `N` opens it, arrows move in it. */
export function NotificationsPanel() {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  const dialog = useRef<HTMLDialogElement>(null);

  // The browser's own dialog keeps the focus inside and gives it back.
  function open() {
    dialog.current?.showModal();
    setOpen(true);
  }
  function close() {
    dialog.current?.close();
    setOpen(false);
  }
  /** The browser would close it a moment later, and lose a key typed in between. */
  function closeOnEscape(event: KeyboardEvent) {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    close();
  }
  useCommand({
    id: 'notifications.open',
    labelKey: 'notifications.title',
    group: 'go',
    keys: ['g n'],
    run: open,
  });
  return (
    <dialog
      ref={dialog}
      className={classes.panel}
      aria-label={t('notifications.title')}
      onKeyDown={closeOnEscape}
      onClose={() => !dialog.current?.open && setOpen(false)}
      onClick={(event) => event.target === dialog.current && close()}
    >
      {isOpen && (
        <Suspense>
          <NotificationList onLeave={close} />
        </Suspense>
      )}
    </dialog>
  );
}
