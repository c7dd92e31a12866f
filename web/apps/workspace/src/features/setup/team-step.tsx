import { Button } from '@mantine/core';
import { useSessionStorage } from '@mantine/hooks';
import { useNavigate } from 'react-router';
import { GroupChips } from '@/features/settings/groups/group-chips';
import type { Invitation } from '@/features/settings/people/api';
import { InvitationLinks } from '@/features/settings/people/invitation-links';
import { InviteButton } from '@/features/settings/people/invite-button';
import { InviteeList } from '@/features/settings/people/invitee-list';
import type { Invitee } from '@/features/settings/people/invitees';
import { useInvitees } from '@/features/settings/people/use-invitees';
import { useInvite } from '@/features/settings/people/use-people';
import { useCanSend } from '@/features/settings/relay/use-relay';
import { OutsideHead } from '@/features/sign-in/outside-page';
import { useT } from '@/i18n/provider';
import { FormProblem } from '@/shared/form/form-problem';
import classes from './setup.module.css';
import { StepActions } from './step-actions';
import { pathOf } from './steps';

/** Step 3: colleagues by e-mail, and the teams they work in. */
export function TeamStep() {
  const t = useT();
  const navigate = useNavigate();
  const [invitees, setInvitees] = useSessionStorage<Invitee[]>({
    key: 'guichet.setupInvitees',
    defaultValue: [],
    getInitialValueInEffect: false,
  });
  const list = useInvitees(invitees, setInvitees);
  const canSend = useCanSend();
  const inviting = useInvite();
  const goOn = () => void navigate(pathOf('ready'));
  const invite = (all: Invitee[]) =>
    inviting.mutate(all, {
      onSuccess: () => {
        setInvitees([]);
        if (canSend) goOn();
      },
    });
  if (inviting.data && !canSend) return <LinksToHandOver invitations={inviting.data} />;
  return (
    <>
      <OutsideHead title={t('setup.team.title')}>
        {t(canSend ? 'team.lead.sent' : 'team.lead.byHand')}
      </OutsideHead>
      <div className={classes.form}>
        <FormProblem error={inviting.error} />
        <InviteeList list={list} />
        <GroupChips />
      </div>
      <StepActions back="mailbox">
        <Button size="lg" variant="subtle" onClick={goOn}>
          {t('setup.skip')}
        </Button>
        <InviteButton size="lg" list={list} isPending={inviting.isPending} onInvite={invite} />
      </StepActions>
    </>
  );
}

/** Nothing can be mailed yet, so the links are shown, this once. */
function LinksToHandOver({ invitations }: { invitations: readonly Invitation[] }) {
  const t = useT();
  const navigate = useNavigate();
  return (
    <>
      <OutsideHead title={t('setup.team.links')}>{t('setup.team.linksLead')}</OutsideHead>
      <div className={classes.form}>
        <InvitationLinks invitations={invitations} />
      </div>
      <StepActions>
        <Button size="lg" variant="filled" onClick={() => void navigate(pathOf('ready'))}>
          {t('setup.continue')}
        </Button>
      </StepActions>
    </>
  );
}
