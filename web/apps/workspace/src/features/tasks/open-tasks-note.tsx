import type { Conversation } from '@guichet/api';
import { IconListCheck } from '@tabler/icons-react';
import classes from '@/features/related/related.module.css';
import { useT } from '@/i18n/provider';
import { openTasks } from './open-tasks';

/** In the composer, as soon as something is written: that tasks are still open, in case the answer solves. */
export function OpenTasksNote({ conversation }: { conversation: Conversation }) {
  const t = useT();
  const count = openTasks(conversation);
  if (count === 0) return null;
  return (
    <p className={classes.note}>
      <IconListCheck size={14} stroke={1.75} aria-hidden="true" />
      {t('tasks.stillOpen', { count })}
    </p>
  );
}
