import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { agentsQuery } from '@/features/tickets/api';
import { useT } from '@/i18n/provider';
import { ErrorState, Notice } from '@/shared/ui';
import { useCanSend } from '../relay/use-relay';
import { SettingsPage } from '../settings-page';
import classes from '../settings-page.module.css';
import { invitationsQuery } from './api';
import { InvitationLine } from './invitation-line';
import { InviteDialog } from './invite-dialog';
import { PersonLine } from './person-line';

/** Who belongs to the desk, and who was asked to. */
export function TeamPage() {
  const t = useT();
  const agents = useQuery(agentsQuery);
  const { data: invitations = [] } = useQuery(invitationsQuery);
  const canSend = useCanSend();
  const [isInviting, setInviting] = useState(false);
  const open = invitations.filter((invitation) => !invitation.accepted_at);
  return (
    <SettingsPage
      title={t('settings.people')}
      lead={t('team.lead')}
      action={
        <Button
          variant="filled"
          leftSection={<IconPlus size={14} stroke={1.75} aria-hidden="true" />}
          onClick={() => setInviting(true)}
        >
          {t('team.invite')}
        </Button>
      }
    >
      {agents.error && (
        <ErrorState
          title={t('settings.failed')}
          error={agents.error}
          onRetry={() => void agents.refetch()}
        />
      )}
      {agents.data && (
        <ul className={classes.list}>
          {agents.data.map((person) => (
            <PersonLine key={person.id} person={person} />
          ))}
        </ul>
      )}
      {open.length > 0 && (
        <section className={classes.section}>
          <h2>{t('team.invitations')}</h2>
          {!canSend && <Notice>{t('team.cannotSend')}</Notice>}
          <ul className={classes.list}>
            {open.map((invitation) => (
              <InvitationLine key={invitation.email} invitation={invitation} />
            ))}
          </ul>
        </section>
      )}
      {isInviting && <InviteDialog onClose={() => setInviting(false)} />}
    </SettingsPage>
  );
}
