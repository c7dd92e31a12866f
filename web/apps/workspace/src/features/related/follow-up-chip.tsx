import type { Conversation } from '@guichet/api';
import { IconCornerDownRight } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useT } from '@/i18n/provider';
import { followedBy } from './follow-ups';
import classes from './related.module.css';

/** Under the subject: the closed ticket that this one goes on from. */
export function FollowUpChip({ conversation }: { conversation: Conversation }) {
  const t = useT();
  const earlier = followedBy(conversation);
  if (!earlier) return null;
  return (
    <Link to={`/tickets/${earlier}`} className={classes.chip}>
      <IconCornerDownRight size={13} stroke={1.75} aria-hidden="true" />
      {t('related.followUpOf', { number: `#${earlier}` })}
    </Link>
  );
}
