import type { ComponentType, ReactNode } from 'react';
import classes from './settings-page.module.css';

type Props = {
  Icon: ComponentType<{ size: number; stroke: number; 'aria-hidden'?: 'true' }>;
  title: string;
  action: ReactNode;
  children: string;
};

/** Nothing in one part of a page yet: what it is for, and the way to begin. */
export function EmptyRow({ Icon, title, action, children }: Props) {
  return (
    <div className={classes.empty}>
      <Icon size={20} stroke={1.75} aria-hidden="true" />
      <span className={classes.wrappingText}>
        <b>{title}</b>
        <span className={classes.faint}>{children}</span>
      </span>
      {action}
    </div>
  );
}
