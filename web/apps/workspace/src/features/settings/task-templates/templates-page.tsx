import type { TaskTemplate } from '@guichet/api';
import { Button } from '@mantine/core';
import { IconListCheck, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { taskTemplatesQuery } from '@/features/tasks/api';
import { useT } from '@/i18n/provider';
import { ErrorState, IconButton } from '@/shared/ui';
import { ConfirmDialog } from '../confirm-dialog';
import { EmptyRow } from '../empty-row';
import { SettingsPage } from '../settings-page';
import settings from '../settings-page.module.css';
import { deleteTemplate, useTemplateChange } from './api';
import { TemplateDialog } from './template-dialog';

type Open = { kind: 'add' } | { kind: 'edit' | 'remove'; template: TaskTemplate };

/** The lists of tasks that agents add to tickets in one click. */
export function TemplatesPage() {
  const t = useT();
  const { data: templates, error, refetch } = useQuery(taskTemplatesQuery);
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const isEmpty = templates?.length === 0;
  const add = (
    <Button
      variant="filled"
      leftSection={<IconPlus size={14} stroke={1.75} aria-hidden="true" />}
      onClick={() => setOpen({ kind: 'add' })}
    >
      {t('templates.add')}
    </Button>
  );
  return (
    <SettingsPage
      title={t('settings.tasks')}
      lead={t('templates.lead')}
      action={templates && !isEmpty && add}
    >
      {error && (
        <ErrorState title={t('settings.failed')} error={error} onRetry={() => void refetch()} />
      )}
      {isEmpty && (
        <EmptyRow Icon={IconListCheck} title={t('templates.none')} action={add}>
          {t('templates.noneText')}
        </EmptyRow>
      )}
      {templates && !isEmpty && (
        <ul className={settings.list}>
          {templates.map((template) => (
            <TemplateLine
              key={template.id}
              template={template}
              onEdit={() => setOpen({ kind: 'edit', template })}
              onRemove={() => setOpen({ kind: 'remove', template })}
            />
          ))}
        </ul>
      )}
      {open?.kind === 'add' && <TemplateDialog template={null} onClose={close} />}
      {open?.kind === 'edit' && <TemplateDialog template={open.template} onClose={close} />}
      {open?.kind === 'remove' && <RemoveDialog template={open.template} onClose={close} />}
    </SettingsPage>
  );
}

type LineProps = { template: TaskTemplate; onEdit: () => void; onRemove: () => void };

function TemplateLine({ template: { title, tasks }, onEdit, onRemove }: LineProps) {
  const t = useT();
  return (
    <li className={settings.item}>
      <span className={settings.itemText}>
        <b>{title}</b>
        <span className={settings.faint}>
          {t('templates.count', { count: tasks.length })} · {tasks.join(', ')}
        </span>
      </span>
      <IconButton label={t('templates.edit', { name: title })} onClick={onEdit}>
        <IconPencil size={16} stroke={1.75} />
      </IconButton>
      <IconButton label={t('common.remove', { name: title })} onClick={onRemove}>
        <IconTrash size={16} stroke={1.75} />
      </IconButton>
    </li>
  );
}

function RemoveDialog({ template, onClose }: { template: TaskTemplate; onClose: () => void }) {
  const t = useT();
  const removing = useTemplateChange(deleteTemplate);
  return (
    <ConfirmDialog
      title={t('templates.removeTitle', { name: template.title })}
      text={t('templates.removeText')}
      action={t('templates.remove')}
      onClose={onClose}
      onConfirm={() => removing.mutateAsync(template.id)}
    />
  );
}
