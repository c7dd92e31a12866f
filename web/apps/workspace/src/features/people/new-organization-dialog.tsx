import { TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { Dialog, DialogActions } from '@/features/settings/dialog';
import classes from '@/features/settings/settings-page.module.css';
import { useT } from '@/i18n/provider';
import { blank, problemsOf } from '@/shared/form/checks';
import { FormProblem } from '@/shared/form/form-problem';
import { useForm } from '@/shared/form/use-form';
import { createOrganization } from './api';

/** Makes an organization known, and goes to its page. */
export function NewOrganizationDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const client = useQueryClient();
  const navigate = useNavigate();
  const creating = useMutation({
    mutationFn: createOrganization,
    onSuccess: ({ id }) => {
      void client.invalidateQueries({ queryKey: ['organizations'] });
      void navigate(`/organizations/${id}`);
    },
  });
  const form = useForm({
    initial: { name: '' },
    check: ({ name }) => problemsOf({ name: blank(name) }),
    refusal: creating.error,
    onSubmit: ({ name }) => creating.mutate(name.trim()),
  });
  return (
    <Dialog title={t('people.addOrganization')} onClose={onClose}>
      <form className={classes.dialog} onSubmit={form.submit} noValidate>
        <FormProblem error={creating.error} fields={form.names} />
        <TextInput {...form.field('name')} label={t('people.name')} data-autofocus />
        <DialogActions
          action={t('people.addOrganization')}
          isPending={creating.isPending}
          onClose={onClose}
        />
      </form>
    </Dialog>
  );
}
