import { IconChevronLeft } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import classes from './settings-page.module.css';

type Props = {
  title: string;
  /** The page with the list that this one belongs to, and its name. */
  backTo: string;
  backLabel: string;
  children: ReactNode;
};

/** A page of the settings that takes the whole width: a form, and beside it what comes of it. */
export function WidePage({ title, backTo, backLabel, children }: Props) {
  return (
    <section className={classes.page} aria-label={title} data-pane tabIndex={-1}>
      <title>{`${title} · Guichet`}</title>
      <header className={classes.head}>
        <Link to={backTo} className={classes.back} aria-label={backLabel}>
          <IconChevronLeft size={20} stroke={1.75} />
        </Link>
        <h1 className={classes.title}>{title}</h1>
      </header>
      {children}
    </section>
  );
}
