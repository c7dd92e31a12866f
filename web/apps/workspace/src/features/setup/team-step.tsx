import { Button } from '@mantine/core';
import { useSessionStorage } from '@mantine/hooks';
import { useNavigate } from 'react-router';
import { GroupChips } from '@/features/settings/groups/group-chips';
import { InviteeList } from '@/features/settings/people/invitee-list';
import type { Invitee } from '@/features/settings/people/invitees';
import { useInvite } from '@/features/settings/people/use-people';
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
  const inviting = useInvite();
  const goOn = () => void navigate(pathOf('ready'));
  const send = () =>
    inviting.mutate(invitees, {
      onSuccess: () => {
        setInvitees([]);
        goOn();
      },
    });
  return (
    <>
      <OutsideHead title={t('setup.team.title')}>{t('setup.team.lead')}</OutsideHead>
      <div className={classes.form}>
        <FormProblem error={inviting.error} />
        <InviteeList invitees={invitees} onChange={setInvitees} />
        <GroupChips />
      </div>
      <StepActions back="mailbox">
        <Button size="lg" variant="subtle" onClick={goOn}>
          {t('setup.skip')}
        </Button>
        <Button
          size="lg"
          variant="filled"
          disabled={invitees.length === 0}
          loading={inviting.isPending}
          onClick={send}
        >
          {invitees.length === 0
            ? t('setup.team.sendNone')
            : t('setup.team.send', { count: invitees.length })}
        </Button>
      </StepActions>
    </>
  );
}
