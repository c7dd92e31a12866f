import { Delayed } from '@/shared/ui';
import classes from './conversation-skeleton.module.css';

/** The shape of a conversation while it loads, after a moment only. */
export function ConversationSkeleton() {
  return (
    <Delayed>
      <div className={classes.pane} aria-busy="true">
        <div className={classes.head}>
          <span />
        </div>
        {[72, 54, 88].map((width) => (
          <div key={width} className={classes.message}>
            <i />
            <span style={{ width: 120 }} />
            <span style={{ width: `${width}%` }} />
            <span style={{ width: `${width - 20}%` }} />
          </div>
        ))}
      </div>
    </Delayed>
  );
}
