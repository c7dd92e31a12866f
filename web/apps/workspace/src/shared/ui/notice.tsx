import { IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './notice.module.css';

/** Something to know about the page, said calmly. */
export function Notice({ children }: { children: ReactNode }) {
  return (
    <p className={classes.notice} role="note">
      <IconInfoCircle size={16} stroke={1.75} aria-hidden="true" />
      {children}
    </p>
  );
}
