import type { Id } from '@guichet/api';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import {
  cloneForm,
  deleteForm,
  formsQuery,
  reorderForms,
  type TicketForm,
  updateForm,
} from '@/features/ticket-forms/api';
import { useT } from '@/i18n/provider';
import { FormProblem } from '@/shared/form/form-problem';
import { EmptyState, ErrorState } from '@/shared/ui';
import { useSortable } from '@/shared/ui/use-sortable';
import { ConfirmDialog } from '../confirm-dialog';
import { SettingsPage } from '../settings-page';
import settings from '../settings-page.module.css';
import { useSettingChange, useSettingOrder } from '../use-setting-changes';
import { FormLine } from './form-line';

const SHOWN_IN = [formsQuery.queryKey];

/** The desk's forms, in the order in which they are offered. */
export function FormsPage() {
  const t = useT();
  const { data: forms, error, refetch } = useQuery(formsQuery);
  const [removed, setRemoved] = useState<TicketForm | null>(null);
  const removing = useSettingChange(SHOWN_IN, deleteForm);
  const add = (
    <Button
      component={Link}
      to="/settings/forms/new"
      variant="filled"
      leftSection={<IconPlus size={14} stroke={1.75} aria-hidden="true" />}
    >
      {t('formList.new')}
    </Button>
  );
  return (
    <SettingsPage
      title={t('settings.forms')}
      lead={t('formList.lead')}
      action={forms && forms.length > 0 && add}
    >
      {error && (
        <ErrorState title={t('settings.failed')} error={error} onRetry={() => void refetch()} />
      )}
      {forms?.length === 0 && (
        <EmptyState title={t('formList.none')} action={add}>
          {t('formList.noneText')}
        </EmptyState>
      )}
      {forms && forms.length > 0 && <FormList forms={forms} onRemove={setRemoved} />}
      {removed && (
        <ConfirmDialog
          title={t('formList.removeTitle', { name: removed.name })}
          text={t('formList.removeText')}
          action={t('formList.remove')}
          onClose={() => setRemoved(null)}
          onConfirm={() => removing.mutateAsync(removed.id)}
        />
      )}
    </SettingsPage>
  );
}

type ListProps = { forms: readonly TicketForm[]; onRemove: (form: TicketForm) => void };

function FormList({ forms, onRemove }: ListProps) {
  const ordering = useSettingOrder(formsQuery.queryKey, reorderForms);
  const switching = useSettingChange(SHOWN_IN, ({ id, active }: { id: Id; active: boolean }) =>
    updateForm(id, { active }),
  );
  const cloning = useSettingChange(SHOWN_IN, cloneForm);
  const sortable = useSortable(
    forms.map((form) => form.id),
    ordering.reorder,
  );
  return (
    <>
      <FormProblem error={ordering.error ?? switching.error ?? cloning.error} />
      <ul ref={sortable.list} className={settings.list}>
        {sortable.order.map((id) => {
          const form = forms.find((each) => each.id === id);
          return (
            form && (
              <FormLine
                key={id}
                form={form}
                handle={sortable.handle(id)}
                isDragged={sortable.dragged === id}
                onSwitch={(active) => switching.mutate({ id, active })}
                onClone={() => cloning.mutate(id)}
                onRemove={() => onRemove(form)}
              />
            )
          );
        })}
      </ul>
    </>
  );
}
