import type { Status } from '@guichet/api';
import type { ReactNode } from 'react';
import classes from './status-icon.module.css';

const ring = <circle cx="7" cy="7" r="5.6" fill="none" stroke="currentColor" strokeWidth="1.6" />;

const GLYPHS: Record<Status, ReactNode> = {
  new: (
    <>
      {ring}
      <circle cx="7" cy="7" r="2.6" />
    </>
  ),
  open: <circle cx="7" cy="7" r="5.5" fill="none" stroke="currentColor" strokeWidth="1.8" />,
  pending: (
    <>
      {ring}
      <path d="M7 3.6a3.4 3.4 0 0 1 0 6.8z" />
    </>
  ),
  hold: (
    <>
      {ring}
      <path d="M4.9 4.6h1.5v4.8H4.9zM7.6 4.6h1.5v4.8H7.6z" />
    </>
  ),
  solved: (
    <path
      fillRule="evenodd"
      d="M7 .6a6.4 6.4 0 1 1 0 12.8A6.4 6.4 0 0 1 7 .6m2.55 4.1L6.2 8.28 4.77 6.85a.8.8 0 0 0-1.14 1.13l2 2a.8.8 0 0 0 1.15-.02l3.93-4.2a.8.8 0 1 0-1.16-1.1"
    />
  ),
  closed: (
    <>
      {ring}
      <path
        d="M4.6 7.1l1.7 1.7 3.1-3.4"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </>
  ),
};

/** The six shapes of a status. Silent for screen readers: put the word beside it. */
export function StatusIcon({ status, size = 14 }: { status: Status; size?: number }) {
  return (
    <svg
      className={classes.icon}
      data-status={status}
      viewBox="0 0 14 14"
      width={size}
      height={size}
      fill="currentColor"
      aria-hidden="true"
    >
      {GLYPHS[status]}
    </svg>
  );
}

type LabelProps = {
  status: Status;
  /** The desk's own name for it. */
  name: string;
  pill?: boolean;
};

/** Glyph and word; as a pill on its own colour where it stands alone. */
export function StatusLabel({ status, name, pill = false }: LabelProps) {
  return (
    <span className={classes.label} data-status={status} data-pill={pill || undefined}>
      <StatusIcon status={status} />
      <span className={classes.name}>{name}</span>
    </span>
  );
}
