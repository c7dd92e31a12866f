import { Button } from '@mantine/core';
import { useState } from 'react';
import { useT } from '@/i18n/provider';
import { FormProblem } from '@/shared/form/form-problem';
import { Dialog } from '../dialog';
import { useCanSend } from '../relay/use-relay';
import classes from '../settings-page.module.css';
import { InvitationLinks } from './invitation-links';
import { InviteButton } from './invite-button';
import { InviteeList } from './invitee-list';
import type { Invitee } from './invitees';
import { useInvitees } from './use-invitees';
import { useInvite } from './use-people';

/** Invites colleagues, then shows their links once: they may be handed over by other ways than mail. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const canSend = useCanSend();
  const [invitees, setInvitees] = useState<Invitee[]>([]);
  const list = useInvitees(invitees, setInvitees);
  const inviting = useInvite();
  return (
    <Dialog title={t('team.inviteTitle')} onClose={onClose} size={640}>
      {inviting.data ? (
        <div className={classes.dialog}>
          <InvitationLinks invitations={inviting.data} />
          <div className={classes.dialogActions}>
            <Button size="md" variant="filled" onClick={onClose}>
              {t('common.close')}
            </Button>
          </div>
        </div>
      ) : (
        <div className={classes.dialog}>
          <p>{t(canSend ? 'team.lead.sent' : 'team.lead.byHand')}</p>
          <FormProblem error={inviting.error} />
          <InviteeList list={list} />
          <div className={classes.dialogActions}>
            <Button size="md" onClick={onClose}>
              {t('form.cancel')}
            </Button>
            <InviteButton
              size="md"
              list={list}
              isPending={inviting.isPending}
              onInvite={inviting.mutate}
            />
          </div>
        </div>
      )}
    </Dialog>
  );
}
