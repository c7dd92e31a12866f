import { IconInbox, IconSettings, IconUsers } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { Link, useLocation } from 'react-router';
import { Bell } from '@/features/notifications/bell';
import { useT } from '@/i18n/provider';
import { Logo } from '@/shared/ui';
import { MeMenu } from './me-menu';
import classes from './rail.module.css';

type Item = { to: string; label: string; Icon: ComponentType<{ size: number; stroke: number }> };

/** The narrow bar on the left: one icon for each part of the desk. */
export function Rail() {
  const t = useT();
  const { pathname } = useLocation();
  const inInbox = !/^\/(people|organizations|settings)\b/.test(pathname);
  return (
    <nav className={classes.rail} aria-label={t('shell.main')} data-pane tabIndex={-1}>
      <span className={classes.logo}>
        <Logo />
      </span>
      <RailLink item={{ to: '/', label: t('shell.inbox'), Icon: IconInbox }} isCurrent={inInbox} />
      <RailLink
        item={{ to: '/people', label: t('shell.people'), Icon: IconUsers }}
        isCurrent={/^\/(people|organizations)\b/.test(pathname)}
      />
      <span className={classes.space} />
      <Bell className={classes.link} />
      <RailLink
        item={{ to: '/settings', label: t('shell.settings'), Icon: IconSettings }}
        isCurrent={pathname.startsWith('/settings')}
      />
      <MeMenu />
    </nav>
  );
}

function RailLink({ item, isCurrent }: { item: Item; isCurrent: boolean }) {
  const { to, label, Icon } = item;
  return (
    <Link
      to={to}
      className={classes.link}
      data-tip={label}
      data-tip-side="right"
      aria-label={label}
      aria-current={isCurrent ? 'page' : undefined}
    >
      <Icon size={19} stroke={1.75} />
    </Link>
  );
}
