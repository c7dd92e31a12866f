import type { Conversation } from '@guichet/api';
import { IconSubtask } from '@tabler/icons-react';
import classes from '@/features/related/related.module.css';
import { useT } from '@/i18n/provider';
import { openChildren } from './open-children';

/** In the composer, as soon as something is written: that children are not solved, in case the answer solves. */
export function OpenChildrenNote({ conversation }: { conversation: Conversation }) {
  const t = useT();
  const count = openChildren(conversation);
  if (count === 0) return null;
  return (
    <p className={classes.note}>
      <IconSubtask size={14} stroke={1.75} aria-hidden="true" />
      {t('links.stillOpen', { count })}
    </p>
  );
}
