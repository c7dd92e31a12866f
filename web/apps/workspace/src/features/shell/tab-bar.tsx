import { IconEdit, IconInbox, IconSearch, IconUserCircle, IconUsers } from '@tabler/icons-react';
import { Fragment } from 'react';
import { Link, useLocation } from 'react-router';
import { Bell } from '@/features/notifications/bell';
import { useT } from '@/i18n/provider';
import classes from './tab-bar.module.css';

/** The phone's way around: six targets under the thumb. Hidden while a ticket is open. */
export function TabBar() {
  const t = useT();
  const { pathname } = useLocation();
  if (/\/tickets\/\d/.test(pathname)) return null;
  const tabs = [
    { to: '/', label: t('shell.inboxShort'), Icon: IconInbox, isOn: pathname.startsWith('/views') },
    { to: '/search', label: t('shell.search'), Icon: IconSearch, isOn: pathname === '/search' },
    {
      to: '/tickets/new',
      label: t('shell.new'),
      Icon: IconEdit,
      isOn: pathname === '/tickets/new',
    },
    {
      to: '/people',
      label: t('shell.people'),
      Icon: IconUsers,
      isOn: /^\/(people|organizations)\b/.test(pathname),
    },
    {
      to: '/settings',
      label: t('shell.me'),
      Icon: IconUserCircle,
      isOn: pathname.startsWith('/settings'),
    },
  ];
  const last = tabs.length - 1;
  return (
    <nav className={classes.bar} aria-label={t('shell.main')}>
      {tabs.map(({ to, label, Icon, isOn }, index) => (
        <Fragment key={to}>
          {index === last && (
            <Bell className={classes.tab} size={24} caption={t('notifications.short')} />
          )}
          <Link to={to} className={classes.tab} aria-current={isOn ? 'page' : undefined}>
            <Icon size={24} stroke={1.75} aria-hidden="true" />
            <span>{label}</span>
          </Link>
        </Fragment>
      ))}
    </nav>
  );
}
