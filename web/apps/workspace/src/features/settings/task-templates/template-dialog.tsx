import type { TaskTemplate } from '@guichet/api';
import { Textarea, TextInput } from '@mantine/core';
import { LONGEST_TITLE } from '@/features/tasks/longest-title';
import { useT } from '@/i18n/provider';
import { blank, problemsOf } from '@/shared/form/checks';
import { FormProblem } from '@/shared/form/form-problem';
import { useForm } from '@/shared/form/use-form';
import { Dialog, DialogActions } from '../dialog';
import settings from '../settings-page.module.css';
import { draftOf, saveTemplate, type TemplateDraft, useTemplateChange } from './api';

type Props = {
  /** The template to change; a new one otherwise. */
  template: TaskTemplate | null;
  onClose: () => void;
};

/** A template's name and its tasks, one in each line, so that a list can be pasted. */
export function TemplateDialog({ template, onClose }: Props) {
  const t = useT();
  const saving = useTemplateChange((draft: TemplateDraft) =>
    saveTemplate(template?.id ?? null, draft),
  );
  const form = useForm<TemplateDraft>({
    initial: draftOf(template),
    check: ({ title, tasks }) => problemsOf({ title: blank(title), tasks: blank(tasks) }),
    refusal: saving.error,
    onSubmit: (draft) => saving.mutate(draft, { onSuccess: onClose }),
  });
  return (
    <Dialog title={template ? template.title : t('templates.add')} onClose={onClose}>
      <form className={settings.dialog} onSubmit={form.submit} noValidate>
        <FormProblem error={saving.error} fields={form.names} />
        <TextInput
          {...form.field('title')}
          label={t('templates.name')}
          description={t('templates.nameHint')}
          maxLength={LONGEST_TITLE}
          data-autofocus
        />
        <Textarea
          label={t('templates.tasks')}
          description={t('templates.tasksHint')}
          rows={8}
          value={form.values.tasks}
          error={form.errorOf('tasks')}
          onChange={(event) => form.change({ tasks: event.currentTarget.value })}
        />
        <DialogActions
          action={t(template ? 'form.save' : 'templates.create')}
          isPending={saving.isPending}
          onClose={onClose}
        />
      </form>
    </Dialog>
  );
}
