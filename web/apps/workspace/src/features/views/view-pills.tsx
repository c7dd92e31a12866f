import type { View } from '@guichet/api';
import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import { useAsideLinks } from '@/features/set-aside/use-aside-links';
import { useT } from '@/i18n/provider';
import { useViews } from './use-views';
import classes from './view-pills.module.css';

/** On a phone: the views as a row of pills under the title. */
export function ViewPills({ current }: { current: View | undefined }) {
  const t = useT();
  const { groups, title, count } = useViews();
  const aside = useAsideLinks();
  const row = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever another view is shown
  useEffect(() => {
    const pill = row.current?.querySelector('[aria-current]');
    pill?.scrollIntoView({ inline: 'center', block: 'nearest' });
  }, [current?.id]);
  return (
    <nav ref={row} className={classes.row} aria-label={t('views.title')}>
      {[...groups.system, ...groups.shared, ...groups.teams, ...groups.own].map((view) => (
        <Link
          key={view.id}
          to={`/views/${view.id}`}
          className={classes.pill}
          aria-current={view.id === current?.id ? 'page' : undefined}
        >
          {title(view)} {count(view)}
        </Link>
      ))}
      {aside.map(({ to, label, count: waiting }) => (
        <Link key={to} to={to} className={classes.pill}>
          {label} {waiting}
        </Link>
      ))}
    </nav>
  );
}
