import { Delayed } from '@/shared/ui';
import classes from './list-skeleton.module.css';

const WIDTHS = [
  [96, 190, 230],
  [130, 170, 216],
  [84, 210, 238],
  [112, 150, 200],
  [104, 186, 222],
  [122, 164, 208],
];

/** The shape of the cards while they load, after a moment only. */
export function ListSkeleton() {
  return (
    <Delayed>
      <div className={classes.list} aria-busy="true">
        {WIDTHS.map(([who, subject, preview]) => (
          <div key={who} className={classes.card}>
            <span className={classes.glyph} />
            <span className={classes.who} style={{ width: who }} />
            <span className={classes.time} />
            <span className={classes.subject} style={{ width: subject }} />
            <span className={classes.preview} style={{ width: preview }} />
          </div>
        ))}
      </div>
    </Delayed>
  );
}
