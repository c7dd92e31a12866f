import { ApiError } from '@guichet/api';
import { Button, TextInput } from '@mantine/core';
import { OutsideHead } from '@/features/sign-in/outside-page';
import { useBeginSession } from '@/features/sign-in/use-begin-session';
import { useI18n } from '@/i18n/provider';
import { badAddress, badPassword, blank, problemsOf } from '@/shared/form/checks';
import { FormProblem } from '@/shared/form/form-problem';
import { PasswordField } from '@/shared/form/password-field';
import { TimeZoneSelect } from '@/shared/form/time-zone-select';
import { localTimeZone } from '@/shared/form/time-zones';
import { useForm } from '@/shared/form/use-form';
import { createDesk } from './api';
import classes from './setup.module.css';
import { StepActions } from './step-actions';
import { pathOf } from './steps';

const EMPTY = {
  first_name: '',
  last_name: '',
  email: '',
  password: '',
  desk_name: '',
  time_zone: '',
};

/** Step 1: who administers the desk, and what it is called. */
export function AccountStep() {
  const { t, locale } = useI18n();
  const creating = useBeginSession(createDesk, pathOf('mailbox'));
  const form = useForm({
    initial: { ...EMPTY, time_zone: localTimeZone() },
    check: (values) =>
      problemsOf({
        first_name: blank(values.first_name),
        last_name: blank(values.last_name),
        email: badAddress(values.email),
        password: badPassword(values.password),
        desk_name: blank(values.desk_name),
      }),
    refusal: creating.error,
    onSubmit: ({ first_name, last_name, ...desk }) =>
      creating.mutate({
        ...desk,
        email: desk.email.trim(),
        name: `${first_name.trim()} ${last_name.trim()}`,
        locale,
      }),
  });
  const describe = (error: unknown) =>
    error instanceof ApiError && error.status === 409 ? t('setup.taken') : null;
  return (
    <>
      <OutsideHead title={t('setup.account.title')}>{t('setup.account.lead')}</OutsideHead>
      <form className={classes.form} onSubmit={form.submit} noValidate>
        <FormProblem error={creating.error} fields={form.names} describe={describe} />
        <div className={classes.pair}>
          <TextInput
            {...form.field('first_name')}
            label={t('setup.firstName')}
            autoComplete="given-name"
            autoFocus
          />
          <TextInput
            {...form.field('last_name')}
            label={t('setup.lastName')}
            autoComplete="family-name"
          />
        </div>
        <TextInput
          {...form.field('email')}
          type="email"
          label={t('setup.workEmail')}
          autoComplete="username"
        />
        <PasswordField {...form.field('password')} isNew label={t('form.password')} />
        <div className={classes.pair}>
          <TextInput
            {...form.field('desk_name')}
            label={t('setup.company')}
            autoComplete="organization"
          />
          <TimeZoneSelect
            value={form.values.time_zone}
            error={form.errorOf('time_zone')}
            onChange={(time_zone) => form.change({ time_zone })}
          />
        </div>
        <StepActions>
          <Button type="submit" size="lg" variant="filled" loading={creating.isPending}>
            {t('setup.continue')}
          </Button>
        </StepActions>
      </form>
    </>
  );
}
