import { IconChevronLeft } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useT } from '@/i18n/provider';
import { useScreen } from '@/shared/ui';
import classes from './settings-page.module.css';

type Props = {
  title: string;
  /** What the page is for, in a sentence. */
  lead?: string;
  /** Where a page below another one leads back to. */
  backTo?: string;
  /** The one thing to add here. */
  action?: ReactNode;
  children: ReactNode;
};

/** One page of the settings: its name, what to do, and its content in a readable width. */
export function SettingsPage({ title, lead, backTo, action, children }: Props) {
  const t = useT();
  const { isSplit } = useScreen();
  return (
    <section className={classes.page} aria-label={title} data-pane tabIndex={-1}>
      <title>{`${title} · Guichet`}</title>
      <header className={classes.head}>
        {(!isSplit || backTo) && (
          <Link
            to={backTo ?? '/settings'}
            className={classes.back}
            aria-label={t(backTo ? 'settings.back' : 'settings.title')}
          >
            <IconChevronLeft size={20} stroke={1.75} />
          </Link>
        )}
        <h1 className={classes.title}>{title}</h1>
        {action}
      </header>
      <div className={classes.scroll}>
        <div className={classes.body}>
          {lead && <p className={classes.lead}>{lead}</p>}
          {children}
        </div>
      </div>
    </section>
  );
}

/** A group of fields with its name. */
export function SettingsGroup({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={classes.group}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}
