import type { Conversation } from '@guichet/api';
import { Button } from '@mantine/core';
import { IconCornerDownRight, IconLock } from '@tabler/icons-react';
import { Link, useNavigate } from 'react-router';
import classes from '@/features/merging/merged-banner.module.css';
import { useT } from '@/i18n/provider';
import { useCommand } from '@/shared/keys';
import { followUpsOf } from './follow-ups';

/** On a closed ticket, in the composer's place: what goes on from it, and the way to go on. */
export function ClosedBanner({ conversation }: { conversation: Conversation }) {
  const t = useT();
  const navigate = useNavigate();
  const { ticket, merged_into_id } = conversation;
  const isClosed = ticket.status === 'closed' && !merged_into_id;
  const path = `/tickets/new?follows=${ticket.id}`;
  const newest = followUpsOf(conversation).at(-1);
  useCommand({
    id: 'ticket.followUp',
    labelKey: 'related.followUp',
    group: 'write',
    keys: ['r'],
    when: () => isClosed,
    run: () => void navigate(path),
  });
  if (!isClosed) return null;
  return (
    <div className={classes.banner} role="note">
      <IconLock size={16} stroke={1.75} aria-hidden="true" />
      <p className={classes.text}>
        {newest ? (
          <Link to={`/tickets/${newest}`}>{t('related.followedUp', { number: `#${newest}` })}</Link>
        ) : (
          <b>{t('related.isClosed')}</b>
        )}
        <span>{t('related.closedText')}</span>
      </p>
      <Button
        component={Link}
        to={path}
        size="xs"
        leftSection={<IconCornerDownRight size={14} stroke={1.75} aria-hidden="true" />}
      >
        {t('related.followUp')}
      </Button>
    </div>
  );
}
