import { Select, TextInput } from '@mantine/core';
import {
  type CustomStatus,
  createStatus,
  statusesQuery,
  updateStatus,
} from '@/features/custom-statuses/api';
import { CATEGORIES, type Category, statusName } from '@/features/custom-statuses/statuses';
import { useT } from '@/i18n/provider';
import { blank, problemsOf } from '@/shared/form/checks';
import { FormProblem } from '@/shared/form/form-problem';
import { useForm } from '@/shared/form/use-form';
import { StatusIcon } from '@/shared/ui';
import { Dialog, DialogActions } from '../dialog';
import settings from '../settings-page.module.css';
import { useSettingChange } from '../use-setting-changes';
import { changeOf, draftOf, emptyDraft, isFirst, type StatusDraft } from './status-draft';

const LONGEST_LABEL = 48;
const LONGEST_DESCRIPTION = 1000;

type Props = {
  /** The status to change; a new one of the category otherwise. */
  status: CustomStatus | null;
  category: Category;
  onClose: () => void;
};

/** Makes a status, or says something else about one; its category stays as it was chosen. */
export function StatusDialog({ status, category, onClose }: Props) {
  const t = useT();
  const saving = useSettingChange([statusesQuery.queryKey], (draft: StatusDraft) =>
    status ? updateStatus(status.id, changeOf(draft)) : createStatus(changeOf(draft)),
  );
  const mayBeUnnamed = status !== null && isFirst(status);
  const form = useForm<StatusDraft>({
    initial: status ? draftOf(status) : emptyDraft(category),
    check: ({ agent_label }) =>
      problemsOf({ agent_label: mayBeUnnamed ? undefined : blank(agent_label) }),
    refusal: saving.error,
    onSubmit: (draft) => saving.mutate(draft, { onSuccess: onClose }),
  });
  const { values } = form;
  const icon = <StatusIcon status={values.status_category} />;
  const usualName = t(`status.${values.status_category}`);
  return (
    <Dialog title={status ? statusName(status, t) : t('statuses.add')} onClose={onClose}>
      <form className={settings.dialog} onSubmit={form.submit} noValidate>
        <FormProblem error={saving.error} fields={form.names} />
        {!status && (
          <Select
            label={t('statuses.category')}
            description={t(`statuses.means.${values.status_category}`)}
            allowDeselect={false}
            leftSection={icon}
            data={CATEGORIES.map((value) => ({ value, label: t(`status.${value}`) }))}
            value={values.status_category}
            onChange={(value) => form.change({ status_category: value as Category })}
          />
        )}
        <TextInput
          {...form.field('agent_label')}
          label={t('statuses.name')}
          placeholder={mayBeUnnamed ? usualName : undefined}
          leftSection={status ? icon : undefined}
          maxLength={LONGEST_LABEL}
          data-autofocus
        />
        <TextInput
          {...form.field('description')}
          label={t('statuses.description')}
          maxLength={LONGEST_DESCRIPTION}
        />
        <TextInput
          {...form.field('end_user_label')}
          label={t('statuses.endUserName')}
          placeholder={values.agent_label || usualName}
          maxLength={LONGEST_LABEL}
        />
        <TextInput
          {...form.field('end_user_description')}
          label={t('statuses.endUserDescription')}
          maxLength={LONGEST_DESCRIPTION}
        />
        <DialogActions
          action={t(status ? 'form.save' : 'statuses.create')}
          isPending={saving.isPending}
          onClose={onClose}
        />
      </form>
    </Dialog>
  );
}
