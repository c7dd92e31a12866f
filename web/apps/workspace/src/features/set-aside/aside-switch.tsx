import { Link, useLocation } from 'react-router';
import { useT } from '@/i18n/provider';
import classes from './aside-page.module.css';
import { useAsideLinks } from './use-aside-links';

/** The two lists of what was set aside, one beside the other. */
export function AsideSwitch() {
  const t = useT();
  const { pathname } = useLocation();
  const links = useAsideLinks();
  return (
    <nav className={classes.tabs} aria-label={t('aside.title')}>
      {links.map(({ to, label, count }) => (
        <Link
          key={to}
          to={to}
          className={classes.tab}
          aria-current={pathname === to ? 'page' : undefined}
        >
          {label}
          {count && <span className={classes.count}>{count}</span>}
        </Link>
      ))}
    </nav>
  );
}
