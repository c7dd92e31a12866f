import type { ReactNode } from 'react';
import classes from './requester.module.css';

/** A label and what is known under it; nothing at all where nothing is. */
export function Fact({ label, children }: { label: string; children: ReactNode }) {
  const isEmpty = !children || (Array.isArray(children) && children.length === 0);
  if (isEmpty) return null;
  return (
    <div className={classes.fact}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
