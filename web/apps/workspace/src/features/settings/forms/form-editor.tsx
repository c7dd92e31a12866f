import { ApiError } from '@guichet/api';
import { Button, SegmentedControl, Switch, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import type { TicketField } from '@/features/ticket-fields/api';
import { createForm, formsQuery, type TicketForm, updateForm } from '@/features/ticket-forms/api';
import { useT } from '@/i18n/provider';
import { FormProblem } from '@/shared/form/form-problem';
import { fieldProblem } from '@/shared/ui/field-problems';
import { useSettingChange } from '../use-setting-changes';
import layout from '../views/view-form.module.css';
import { ConditionsEditor } from './conditions-editor';
import { changeOf, type FormDraft, isWhole, type Readers, withoutField } from './form-draft';
import classes from './form-editor.module.css';
import { FormFields } from './form-fields';
import { FormPreview } from './form-preview';

const LONGEST_NAME = 255;
const READERS: Readers[] = ['forAgents', 'forCustomers'];

type Props = { form: TicketForm | null; fields: readonly TicketField[]; initial: FormDraft };

/** What a form is called, which fields it has, and which values show others. */
export function FormEditor({ form, fields, initial }: Props) {
  const t = useT();
  const navigate = useNavigate();
  const [draft, setDraft] = useState(initial);
  const [readers, setReaders] = useState<Readers>('forAgents');
  const [wasTried, setTried] = useState(false);
  const change = (part: Partial<FormDraft>) => setDraft((before) => ({ ...before, ...part }));
  const saving = useSettingChange([formsQuery.queryKey], (wanted: FormDraft) => {
    const definition = changeOf(wanted, fields);
    return form ? updateForm(form.id, definition) : createForm(definition);
  });
  const { error } = saving;
  const isBlank = draft.name.trim() === '';
  const nameProblem = error instanceof ApiError ? fieldProblem('name', error, t) : undefined;
  const brokenIn = READERS.find((each) => !draft[each].every(isWhole));

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (brokenIn) setReaders(brokenIn);
    if (isBlank || brokenIn) return;
    saving.mutate(draft, { onSuccess: () => void navigate('/settings/forms') });
  }
  return (
    <div className={layout.split}>
      <form className={layout.form} onSubmit={submit} noValidate>
        <FormProblem error={error} fields={['name']} />
        <div className={classes.names}>
          <TextInput
            label={t('formEditor.name')}
            value={draft.name}
            maxLength={LONGEST_NAME}
            error={wasTried && isBlank ? t('form.blank') : nameProblem}
            onChange={(event) => change({ name: event.currentTarget.value })}
          />
          <TextInput
            label={t('formEditor.displayName')}
            placeholder={draft.name}
            value={draft.displayName}
            maxLength={LONGEST_NAME}
            onChange={(event) => change({ displayName: event.currentTarget.value })}
          />
        </div>
        <div className={classes.switches}>
          {form?.active !== false && (
            <Switch
              label={t('formEditor.default')}
              checked={draft.isDefault}
              onChange={(event) => change({ isDefault: event.currentTarget.checked })}
            />
          )}
          <Switch
            label={t('formEditor.visible')}
            checked={draft.isVisible}
            onChange={(event) => change({ isVisible: event.currentTarget.checked })}
          />
        </div>
        <FormFields
          fields={fields}
          ids={draft.fieldIds}
          onChange={(fieldIds) => change({ fieldIds })}
          onRemove={(id) => setDraft((before) => withoutField(before, id))}
        />
        <section className={classes.conditions}>
          <div className={classes.head}>
            <h2>{t('formEditor.conditions')}</h2>
            <SegmentedControl
              aria-label={t('formEditor.readers')}
              value={readers}
              onChange={(value) => setReaders(value as Readers)}
              data={READERS.map((value) => ({ value, label: t(`formEditor.${value}`) }))}
            />
          </div>
          <ConditionsEditor
            key={readers}
            readers={readers}
            fields={fields.filter((field) => draft.fieldIds.includes(field.id))}
            conditions={draft[readers]}
            wasTried={wasTried}
            onChange={(conditions) => change({ [readers]: conditions })}
          />
        </section>
        <div className={layout.actions}>
          <Button type="submit" size="md" variant="filled" loading={saving.isPending}>
            {form ? t('form.save') : t('formEditor.create')}
          </Button>
          <Button size="md" onClick={() => void navigate('/settings/forms')}>
            {t('form.cancel')}
          </Button>
        </div>
      </form>
      <FormPreview draft={draft} fields={fields} />
    </div>
  );
}
