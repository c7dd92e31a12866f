import type { ReactNode } from 'react';
import { Link } from 'react-router';
import classes from './property-list.module.css';

type Props = { label: string; to: string; children: ReactNode };

/** Under a property: the way to what it names. */
export function PropertyLink({ label, to, children }: Props) {
  return (
    <div className={classes.below}>
      <dt className={classes.hidden}>{label}</dt>
      <dd>
        <Link to={to}>{children}</Link>
      </dd>
    </div>
  );
}
