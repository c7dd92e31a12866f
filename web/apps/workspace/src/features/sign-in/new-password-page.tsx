import { ApiError } from '@guichet/api';
import { Button } from '@mantine/core';
import { Link, useParams } from 'react-router';
import { useT } from '@/i18n/provider';
import { badPassword, problemsOf } from '@/shared/form/checks';
import { FormProblem } from '@/shared/form/form-problem';
import { PasswordField } from '@/shared/form/password-field';
import { useForm } from '@/shared/form/use-form';
import { resetPassword } from './api';
import classes from './form.module.css';
import { OutsideHead, OutsidePage } from './outside-page';
import { useBeginSession } from './use-begin-session';

/** Chooses another password, by the link that was sent. */
export function NewPasswordPage() {
  const t = useT();
  const { token = '' } = useParams();
  const setting = useBeginSession((password: string) => resetPassword(token, password), '/');
  const form = useForm({
    initial: { password: '' },
    check: ({ password }) => problemsOf({ password: badPassword(password) }),
    refusal: setting.error,
    onSubmit: ({ password }) => setting.mutate(password),
  });
  const describe = (error: unknown) =>
    error instanceof ApiError && error.status === 404 ? t('signIn.linkOver') : null;
  return (
    <OutsidePage>
      <OutsideHead title={t('signIn.newPasswordTitle')}>{t('signIn.newPasswordLead')}</OutsideHead>
      <form className={`${classes.form} ${classes.narrow}`} onSubmit={form.submit} noValidate>
        <FormProblem error={setting.error} fields={form.names} describe={describe} />
        <PasswordField {...form.field('password')} isNew label={t('form.newPassword')} autoFocus />
        <div className={classes.actions}>
          <Link to="/password" className={classes.link}>
            {t('signIn.anotherLink')}
          </Link>
          <Button type="submit" size="lg" variant="filled" loading={setting.isPending}>
            {t('signIn.setPassword')}
          </Button>
        </div>
      </form>
    </OutsidePage>
  );
}
