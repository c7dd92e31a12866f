import { useT } from '@/i18n/provider';
import { Notice } from '@/shared/ui';
import { useCanSend } from '../relay/use-relay';
import classes from '../settings-page.module.css';
import type { Invitation } from './api';
import { InvitationLine } from './invitation-line';

/** The links of invitations just made; they may be handed over by other ways than mail, or have to be. */
export function InvitationLinks({ invitations }: { invitations: readonly Invitation[] }) {
  const t = useT();
  const canSend = useCanSend();
  return (
    <>
      {canSend ? <p>{t('team.inviteSent')}</p> : <Notice>{t('team.cannotSend')}</Notice>}
      <ul className={classes.list}>
        {invitations.map((invitation) => (
          <InvitationLine key={invitation.email} invitation={invitation} />
        ))}
      </ul>
    </>
  );
}
