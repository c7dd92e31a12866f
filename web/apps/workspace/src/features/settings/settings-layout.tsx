import { IconLogout } from '@tabler/icons-react';
import { Link, Navigate, Outlet, useLocation } from 'react-router';
import { useMe } from '@/features/session/use-session';
import { useSignOut } from '@/features/shell/me-menu';
import { useT } from '@/i18n/provider';
import { useScreen } from '@/shared/ui';
import classes from './settings-layout.module.css';
import { SECTIONS } from './settings-sections';

/** Sections on the counter, the chosen page on the sheet; on a phone one after the other. */
export function SettingsLayout() {
  const t = useT();
  const { isSplit } = useScreen();
  const isIndex = /^\/settings\/?$/.test(useLocation().pathname);
  return (
    <div className={classes.layout}>
      {isSplit && (
        <aside className={classes.pane} aria-label={t('settings.title')} data-pane tabIndex={-1}>
          <h2 className={classes.title}>{t('settings.title')}</h2>
          <SettingsNav />
        </aside>
      )}
      {!isSplit && isIndex && (
        <main className={classes.pane}>
          <title>{`${t('settings.title')} · Guichet`}</title>
          <h1 className={classes.title}>{t('settings.title')}</h1>
          <SettingsNav />
        </main>
      )}
      {(isSplit || !isIndex) && (
        <main className={classes.sheet}>
          <Outlet />
        </main>
      )}
    </div>
  );
}

/** `/settings` itself: the first page, or on a phone just the sections. */
export function SettingsIndex() {
  const { isSplit } = useScreen();
  return isSplit ? <Navigate to="/settings/profile" replace /> : null;
}

function SettingsNav() {
  const t = useT();
  const { role } = useMe();
  const signOut = useSignOut();
  const { pathname } = useLocation();
  const links = (isForAdmins: boolean) =>
    SECTIONS.filter((section) => section.isForAdmins === isForAdmins).map(({ id, Icon }) => (
      <Link
        key={id}
        to={`/settings/${id}`}
        className={classes.link}
        aria-current={pathname.startsWith(`/settings/${id}`) ? 'page' : undefined}
      >
        <Icon size={16} stroke={1.75} aria-hidden="true" />
        {t(`settings.${id}`)}
      </Link>
    ));
  return (
    <>
      <nav aria-label={t('settings.title')}>
        <p className={classes.label}>{t('settings.mine')}</p>
        {links(false)}
        {role === 'admin' && (
          <>
            <p className={classes.label}>{t('settings.ofDesk')}</p>
            {links(true)}
          </>
        )}
      </nav>
      <button type="button" className={classes.link} onClick={() => void signOut()}>
        <IconLogout size={16} stroke={1.75} aria-hidden="true" />
        {t('shell.signOut')}
      </button>
    </>
  );
}
