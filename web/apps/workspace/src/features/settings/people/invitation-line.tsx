import { useClock } from '@/features/session/use-session';
import { useT } from '@/i18n/provider';
import { CopyButton } from '@/shared/form/copy-button';
import { shortTime } from '@/shared/time/format';
import classes from '../settings-page.module.css';
import type { Invitation } from './api';

/** Someone who was invited and has not come yet. */
export function InvitationLine({ invitation }: { invitation: Invitation }) {
  const t = useT();
  const clock = useClock();
  const time = shortTime(invitation.created_at, clock, t('time.yesterday'));
  return (
    <li className={classes.item}>
      <span className={classes.itemText}>
        <b>{invitation.email}</b>
        <span className={classes.faint}>{t('team.invitedAt', { time })}</span>
      </span>
      <span className={classes.badge}>{t(`people.role.${invitation.role}`)}</span>
      {invitation.url && (
        <CopyButton text={invitation.url} label={t('team.copyLink', { email: invitation.email })} />
      )}
    </li>
  );
}
