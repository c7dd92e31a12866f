import { TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { Dialog, DialogActions } from '@/features/settings/dialog';
import classes from '@/features/settings/settings-page.module.css';
import { useT } from '@/i18n/provider';
import { badAddress, blank, problemsOf } from '@/shared/form/checks';
import { FormProblem } from '@/shared/form/form-problem';
import { useForm } from '@/shared/form/use-form';
import { createPerson } from './api';

/** Makes a customer known, and goes to their page. */
export function NewPersonDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const client = useQueryClient();
  const navigate = useNavigate();
  const creating = useMutation({
    mutationFn: createPerson,
    onSuccess: (person) => {
      void client.invalidateQueries({ queryKey: ['people'] });
      void navigate(`/people/${person.id}`);
    },
  });
  const form = useForm({
    initial: { name: '', email: '' },
    check: ({ name, email }) => problemsOf({ name: blank(name), email: badAddress(email) }),
    refusal: creating.error,
    onSubmit: ({ name, email }) => creating.mutate({ name: name.trim(), email: email.trim() }),
  });
  return (
    <Dialog title={t('people.add')} onClose={onClose}>
      <form className={classes.dialog} onSubmit={form.submit} noValidate>
        <FormProblem error={creating.error} fields={form.names} />
        <TextInput {...form.field('name')} label={t('people.name')} data-autofocus />
        <TextInput {...form.field('email')} label={t('people.email')} type="email" />
        <DialogActions action={t('people.add')} isPending={creating.isPending} onClose={onClose} />
      </form>
    </Dialog>
  );
}
