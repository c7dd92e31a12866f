import { Button } from '@mantine/core';
import { useClock } from '@/features/session/use-session';
import { useT } from '@/i18n/provider';
import { CopyButton } from '@/shared/form/copy-button';
import { FormProblem } from '@/shared/form/form-problem';
import { shortTime } from '@/shared/time/format';
import classes from '../settings-page.module.css';
import type { Invitation } from './api';
import { useInvite } from './use-people';

/** Someone who was invited and has not come yet. The link is known once only; a new one replaces it. */
export function InvitationLine({ invitation }: { invitation: Invitation }) {
  const t = useT();
  const clock = useClock();
  const inviting = useInvite();
  const { email, name, role, group_ids, created_at } = invitation;
  const time = shortTime(created_at, clock, t('time.yesterday'));
  const url = inviting.data?.[0]?.url ?? invitation.url;
  return (
    <li className={classes.item}>
      <span className={classes.itemText}>
        <b>{email}</b>
        <span className={classes.faint}>{url ?? t('team.invitedAt', { time })}</span>
        <FormProblem error={inviting.error} />
      </span>
      <span className={classes.badge}>{t(`people.role.${role}`)}</span>
      {url ? (
        <CopyButton text={url} label={t('team.copyLink', { email })} />
      ) : (
        <Button
          size="xs"
          aria-label={t('team.newLinkFor', { email })}
          loading={inviting.isPending}
          onClick={() =>
            inviting.mutate([
              { email, name, role: role === 'admin' ? 'admin' : 'agent', group_ids },
            ])
          }
        >
          {t('team.newLink')}
        </Button>
      )}
    </li>
  );
}
