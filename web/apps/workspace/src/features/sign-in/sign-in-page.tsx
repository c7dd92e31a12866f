import { ApiError } from '@guichet/api';
import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { useT } from '@/i18n/provider';
import { badAddress, blank, problemsOf } from '@/shared/form/checks';
import { FormProblem, useWait } from '@/shared/form/form-problem';
import { PasswordField } from '@/shared/form/password-field';
import { useForm } from '@/shared/form/use-form';
import { setupQuery, signIn } from './api';
import classes from './form.module.css';
import { OutsideHead, OutsidePage } from './outside-page';
import { safeNext } from './safe-next';
import { useBeginSession } from './use-begin-session';

/** Address and password of someone who belongs to the desk. */
export function SignInPage() {
  const t = useT();
  const [params] = useSearchParams();
  const { data: setup } = useQuery(setupQuery);
  const signing = useBeginSession(signIn, safeNext(params.get('next')));
  const wait = useWait(signing.error);
  const form = useForm({
    initial: { email: '', password: '' },
    check: ({ email, password }) =>
      problemsOf({ email: badAddress(email), password: blank(password) }),
    refusal: signing.error,
    onSubmit: ({ email, password }) => signing.mutate({ email: email.trim(), password }),
  });
  const describe = (error: unknown) =>
    error instanceof ApiError && error.status === 401 ? t('signIn.wrong') : null;
  return (
    <OutsidePage>
      <OutsideHead
        title={
          setup?.desk_name ? t('signIn.titleOf', { desk: setup.desk_name }) : t('signIn.title')
        }
      >
        {t('signIn.lead')}
      </OutsideHead>
      <form className={`${classes.form} ${classes.narrow}`} onSubmit={form.submit} noValidate>
        <FormProblem error={signing.error} fields={form.names} describe={describe} />
        <TextInput
          {...form.field('email')}
          type="email"
          label={t('form.email')}
          autoComplete="username"
          autoFocus
        />
        <PasswordField {...form.field('password')} label={t('form.password')} />
        <div className={classes.actions}>
          <Link to="/password" className={classes.link}>
            {t('signIn.forgot')}
          </Link>
          <Button
            type="submit"
            size="lg"
            variant="filled"
            loading={signing.isPending}
            disabled={wait > 0}
          >
            {t('signIn.submit')}
          </Button>
        </div>
      </form>
    </OutsidePage>
  );
}
