import { api, type Me } from '@guichet/api';
import { useMutation } from '@tanstack/react-query';
import { useT } from '@/i18n/provider';
import { badPassword, blank, problemsOf } from '@/shared/form/checks';
import { FormProblem } from '@/shared/form/form-problem';
import { PasswordField } from '@/shared/form/password-field';
import { useForm } from '@/shared/form/use-form';
import { SaveButton } from './save-button';
import classes from './settings-page.module.css';

type Passwords = { previous_password: string; password: string };
const EMPTY: Passwords = { previous_password: '', password: '' };

/** Sets another password, which ends all other sessions. */
export function PasswordForm({ me }: { me: Me }) {
  const t = useT();
  const saving = useMutation({
    mutationFn: (passwords: Passwords) => api.put<void>(`/users/${me.id}/password`, passwords),
  });
  const form = useForm({
    initial: EMPTY,
    check: ({ previous_password, password }) =>
      problemsOf({ previous_password: blank(previous_password), password: badPassword(password) }),
    refusal: saving.error,
    refusalTexts: { previous_password: 'profile.wrongPassword' },
    onSubmit: (passwords) => saving.mutate(passwords, { onSuccess: () => form.change(EMPTY) }),
  });
  const isDone = saving.isSuccess && form.values.password === '';
  return (
    <form className={classes.dialog} onSubmit={form.submit} noValidate>
      <FormProblem error={saving.error} fields={form.names} />
      <PasswordField
        {...form.field('previous_password')}
        error={isDone ? undefined : form.errorOf('previous_password')}
        label={t('profile.currentPassword')}
      />
      <PasswordField
        {...form.field('password')}
        error={isDone ? undefined : form.errorOf('password')}
        isNew
        label={t('form.newPassword')}
      />
      <SaveButton
        isSaving={saving.isPending}
        isSaved={isDone}
        label={t('profile.changePassword')}
      />
    </form>
  );
}
