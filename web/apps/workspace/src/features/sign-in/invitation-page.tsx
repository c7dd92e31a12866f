import { ApiError } from '@guichet/api';
import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { useI18n, useT } from '@/i18n/provider';
import { badPassword, blank, problemsOf } from '@/shared/form/checks';
import { FormProblem } from '@/shared/form/form-problem';
import { PasswordField } from '@/shared/form/password-field';
import { useForm } from '@/shared/form/use-form';
import { ErrorState } from '@/shared/ui';
import { acceptInvitation, type Invited, invitationQuery } from './api';
import classes from './form.module.css';
import { OutsideHead, OutsidePage } from './outside-page';
import { useBeginSession } from './use-begin-session';

/** Joins the desk, by the link of an invitation. */
export function InvitationPage() {
  const { token = '' } = useParams();
  const invitation = useQuery(invitationQuery(token));
  return (
    <OutsidePage>
      {invitation.data && <JoinForm token={token} invited={invitation.data} />}
      {invitation.error && (
        <NoInvitation error={invitation.error} onRetry={() => void invitation.refetch()} />
      )}
    </OutsidePage>
  );
}

function NoInvitation({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const t = useT();
  const isOver = error instanceof ApiError && error.status === 404;
  if (!isOver)
    return (
      <ErrorState isPage title={t('signIn.invitationFailed')} error={error} onRetry={onRetry} />
    );
  return (
    <>
      <OutsideHead title={t('signIn.invitationOver')}>{t('signIn.invitationOverText')}</OutsideHead>
      <Link to="/sign-in" className={classes.link}>
        {t('signIn.back')}
      </Link>
    </>
  );
}

function JoinForm({ token, invited }: { token: string; invited: Invited }) {
  const { t, locale } = useI18n();
  const joining = useBeginSession(
    (person: { name: string; password: string }) => acceptInvitation(token, { ...person, locale }),
    '/',
  );
  const form = useForm({
    initial: { name: invited.name ?? '', password: '' },
    check: ({ name, password }) =>
      problemsOf({ name: blank(name), password: badPassword(password) }),
    refusal: joining.error,
    onSubmit: ({ name, password }) => joining.mutate({ name: name.trim(), password }),
  });
  return (
    <>
      <OutsideHead title={t('signIn.invitationTitle', { desk: invited.desk_name })}>
        {t('signIn.invitationLead', { email: invited.email })}
      </OutsideHead>
      <form className={`${classes.form} ${classes.narrow}`} onSubmit={form.submit} noValidate>
        <FormProblem error={joining.error} fields={form.names} />
        {/* For password managers, which keep a password with the name it goes with. */}
        <input type="hidden" name="username" autoComplete="username" value={invited.email} />
        <TextInput
          {...form.field('name')}
          label={t('signIn.yourName')}
          autoComplete="name"
          autoFocus
        />
        <PasswordField {...form.field('password')} isNew label={t('form.password')} />
        <div className={classes.actions}>
          <span />
          <Button type="submit" size="lg" variant="filled" loading={joining.isPending}>
            {t('signIn.join')}
          </Button>
        </div>
      </form>
    </>
  );
}
