import type { Group } from '@guichet/api';
import { TextInput } from '@mantine/core';
import { useT } from '@/i18n/provider';
import { blank, problemsOf } from '@/shared/form/checks';
import { FormProblem } from '@/shared/form/form-problem';
import { useForm } from '@/shared/form/use-form';
import { Dialog, DialogActions } from '../dialog';
import classes from '../settings-page.module.css';
import { createGroup, renameGroup } from './api';
import { useGroupChange } from './use-groups';

type Props = { group: Group | null; onClose: () => void };

/** Creates a team, or gives one another name. */
export function GroupDialog({ group, onClose }: Props) {
  const t = useT();
  const saving = useGroupChange((name: string) =>
    group ? renameGroup(group.id, name) : createGroup(name),
  );
  const form = useForm({
    initial: { name: group?.name ?? '' },
    check: ({ name }) => problemsOf({ name: blank(name) }),
    refusal: saving.error,
    onSubmit: ({ name }) => saving.mutate(name.trim(), { onSuccess: onClose }),
  });
  return (
    <Dialog title={group ? group.name : t('groups.add')} onClose={onClose}>
      <form className={classes.dialog} onSubmit={form.submit} noValidate>
        <FormProblem error={saving.error} fields={form.names} />
        <TextInput {...form.field('name')} label={t('groups.name')} data-autofocus />
        <DialogActions action={t('form.save')} isPending={saving.isPending} onClose={onClose} />
      </form>
    </Dialog>
  );
}
