import type { Id } from '@guichet/api';
import classes from './group-dot.module.css';

const COLOURS = 5;

/** The small square that stands for a team; its colour follows from the team's id. */
export function GroupDot({ id }: { id: Id }) {
  return <span className={classes.dot} data-colour={((id - 1) % COLOURS) + 1} aria-hidden="true" />;
}
