import { Link, useLocation } from 'react-router';
import view from '@/features/views/views-pane.module.css';
import { useT } from '@/i18n/provider';
import { useAsideLinks } from './use-aside-links';

/** Below the views: what was set aside. */
export function AsideLinks() {
  const t = useT();
  const { pathname } = useLocation();
  const links = useAsideLinks();
  return (
    <>
      <h2 className={view.label}>{t('aside.title')}</h2>
      {links.map(({ to, label, Icon, count }) => (
        <Link
          key={to}
          to={to}
          className={view.view}
          aria-current={pathname === to ? 'page' : undefined}
        >
          <Icon className={view.icon} size={16} stroke={1.75} aria-hidden="true" />
          <span className={view.name}>{label}</span>
          <span className={view.count}>{count}</span>
        </Link>
      ))}
    </>
  );
}
