import { Button } from '@mantine/core';
import { useState } from 'react';
import { useT } from '@/i18n/provider';
import { FormProblem } from '@/shared/form/form-problem';
import { Dialog } from '../dialog';
import classes from '../settings-page.module.css';
import { InvitationLine } from './invitation-line';
import { InviteeList } from './invitee-list';
import type { Invitee } from './invitees';
import { useInvite } from './use-people';

/** Invites colleagues, then shows their links once: they may be handed over by other ways than mail. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const [invitees, setInvitees] = useState<Invitee[]>([]);
  const inviting = useInvite();
  return (
    <Dialog title={t('team.inviteTitle')} onClose={onClose} size={640}>
      {inviting.data ? (
        <div className={classes.dialog}>
          <p>{t('team.inviteSent')}</p>
          <ul className={classes.list}>
            {inviting.data.map((invitation) => (
              <InvitationLine key={invitation.id} invitation={invitation} />
            ))}
          </ul>
          <div className={classes.dialogActions}>
            <Button size="md" variant="filled" onClick={onClose}>
              {t('common.close')}
            </Button>
          </div>
        </div>
      ) : (
        <div className={classes.dialog}>
          <p>{t('setup.team.lead')}</p>
          <FormProblem error={inviting.error} />
          <InviteeList invitees={invitees} onChange={setInvitees} />
          <div className={classes.dialogActions}>
            <Button size="md" onClick={onClose}>
              {t('form.cancel')}
            </Button>
            <Button
              size="md"
              variant="filled"
              disabled={invitees.length === 0}
              loading={inviting.isPending}
              onClick={() => inviting.mutate(invitees)}
            >
              {invitees.length === 0
                ? t('setup.team.sendNone')
                : t('setup.team.send', { count: invitees.length })}
            </Button>
          </div>
        </div>
      )}
    </Dialog>
  );
}
