import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useT } from '@/i18n/provider';
import { badAddress, problemsOf } from '@/shared/form/checks';
import { FormProblem } from '@/shared/form/form-problem';
import { useForm } from '@/shared/form/use-form';
import { requestPasswordReset } from './api';
import classes from './form.module.css';
import { OutsideHead, OutsidePage } from './outside-page';

/** Asks for a link to choose another password. */
export function ForgotPasswordPage() {
  const t = useT();
  const asking = useMutation({ mutationFn: requestPasswordReset });
  const form = useForm({
    initial: { email: '' },
    check: ({ email }) => problemsOf({ email: badAddress(email) }),
    refusal: asking.error,
    onSubmit: ({ email }) => asking.mutate(email.trim()),
  });
  const back = (
    <Link to="/sign-in" className={classes.link}>
      {t('signIn.back')}
    </Link>
  );
  return (
    <OutsidePage>
      <OutsideHead title={t('signIn.forgotTitle')}>{t('signIn.forgotLead')}</OutsideHead>
      <div role="status">
        {asking.isSuccess && (
          <div className={classes.form}>
            <p className={classes.done}>
              {t('signIn.resetSent', { email: form.values.email.trim() })}
            </p>
            {back}
          </div>
        )}
      </div>
      {!asking.isSuccess && (
        <form className={`${classes.form} ${classes.narrow}`} onSubmit={form.submit} noValidate>
          <FormProblem error={asking.error} fields={form.names} />
          <TextInput
            {...form.field('email')}
            type="email"
            label={t('form.email')}
            autoComplete="username"
            autoFocus
          />
          <div className={classes.actions}>
            {back}
            <Button type="submit" size="lg" variant="filled" loading={asking.isPending}>
              {t('signIn.sendLink')}
            </Button>
          </div>
        </form>
      )}
    </OutsidePage>
  );
}
