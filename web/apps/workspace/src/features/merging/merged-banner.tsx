import type { Conversation } from '@guichet/api';
import { Button } from '@mantine/core';
import { IconArrowMerge } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from 'react-router';
import { useT } from '@/i18n/provider';
import classes from './merged-banner.module.css';
import { partAgain } from './use-merge';

/** On a ticket that lives on in another: where, and the way to part them. */
export function MergedBanner({ conversation }: { conversation: Conversation }) {
  const t = useT();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { ticket, merged_into_id: target } = conversation;
  const parting = useMutation({
    mutationFn: () => partAgain(client, navigate, target ?? 0, [ticket.id]),
  });
  if (!target) return null;
  return (
    <div className={classes.banner} role="note">
      <IconArrowMerge size={16} stroke={1.75} aria-hidden="true" />
      <p className={classes.text}>
        <Link to={`/tickets/${target}`}>{t('merging.wasMerged', { number: `#${target}` })}</Link>
        <span>{t('merging.answerThere')}</span>
      </p>
      <Button size="xs" loading={parting.isPending} onClick={() => parting.mutate()}>
        {t('merging.part')}
      </Button>
    </div>
  );
}
