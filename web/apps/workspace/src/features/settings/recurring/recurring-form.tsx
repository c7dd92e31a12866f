import { Button, Input, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Link } from 'react-router';
import { EditorSlot } from '@/features/composer/editor-slot';
import { NewTicketFields } from '@/features/new-ticket/new-ticket-fields';
import { OwnFields } from '@/features/new-ticket/own-fields';
import { RequesterField } from '@/features/new-ticket/requester-field';
import { useNewTicketForm } from '@/features/new-ticket/use-new-ticket-form';
import { taskTemplatesQuery } from '@/features/tasks/api';
import type { TicketFields } from '@/features/tickets/api';
import { useT } from '@/i18n/provider';
import { FormProblem } from '@/shared/form/form-problem';
import settings from '../settings-page.module.css';
import { saveRecurringTicket, useRecurringChange } from './api';
import classes from './recurring.module.css';
import { changeOf, type RecurringDraft } from './recurring-draft';
import { scheduleOf } from './schedule-draft';
import { ScheduleFields } from './schedule-fields';
import { SchedulePreview } from './schedule-preview';

type Props = {
  /** Null for a new one. */
  id: number | null;
  initial: RecurringDraft;
  requesterName: string;
  onSaved: () => void;
};

/** What each ticket holds, and when it is made. What is missing is said at its place. */
export function RecurringForm({ id, initial, requesterName, onSaved }: Props) {
  const t = useT();
  const [draft, setDraft] = useState(initial);
  const [wasTried, setTried] = useState(false);
  const form = useNewTicketForm(draft.fields);
  const saving = useRecurringChange(saveRecurringTicket.bind(null, id));
  const change = (part: Partial<RecurringDraft>) => setDraft((before) => ({ ...before, ...part }));
  const changeFields = (part: TicketFields) => change({ fields: { ...draft.fields, ...part } });
  const schedule = scheduleOf(draft.schedule);
  const missing = (isMissing: boolean) => wasTried && isMissing && t('form.blank');
  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    const own = { ticket_form_id: form.idToSend, custom_fields: form.valuesToSend() };
    const whole = changeOf(draft, own);
    if (whole) saving.mutate(whole, { onSuccess: onSaved });
  }
  return (
    <form className={classes.form} onSubmit={handleSubmit} noValidate>
      <FormProblem error={saving.error} />
      <section className={settings.section}>
        <h2>{t('recurring.when')}</h2>
        <ScheduleFields
          schedule={draft.schedule}
          onChange={(part) => change({ schedule: { ...draft.schedule, ...part } })}
        />
        {schedule && <SchedulePreview schedule={schedule} />}
      </section>
      <section className={settings.section}>
        <h2>{t('recurring.what')}</h2>
        <TextInput
          label={t('new.subject')}
          value={draft.subject}
          maxLength={255}
          error={missing(draft.subject.trim() === '')}
          onChange={(event) => change({ subject: event.currentTarget.value })}
        />
        <RequesterField
          initialName={requesterName}
          error={missing(!draft.requester) || undefined}
          onChange={(requester) => change({ requester })}
        />
        <Input.Wrapper
          label={t('recurring.comment')}
          labelElement="div"
          error={missing(draft.html === '')}
        >
          <div className={classes.kind}>
            <SegmentedControl
              aria-label={t('new.kind')}
              value={draft.isPublic ? 'public' : 'note'}
              onChange={(value) => change({ isPublic: value === 'public' })}
              data={[
                { value: 'note', label: t('new.note') },
                { value: 'public', label: t('new.public') },
              ]}
            />
          </div>
          <div className={classes.editor} data-note={!draft.isPublic || undefined}>
            <EditorSlot
              label={t(draft.isPublic ? 'new.writePublic' : 'new.writeNote')}
              initialHtml={draft.html}
              onChange={(html) => change({ html })}
              onFiles={() => undefined}
              onReady={() => undefined}
              belowText={null}
              tools={null}
              actions={null}
            />
          </div>
        </Input.Wrapper>
        <NewTicketFields fields={draft.fields} hasStatus={false} onChange={changeFields} />
        <OwnFields
          formId={form.id}
          onForm={(ticket_form_id) => changeFields({ ticket_form_id })}
          fields={form.shown}
          status="open"
          values={draft.fields.custom_fields}
          refusal={saving.error}
          onChange={(custom_fields) => changeFields({ custom_fields })}
        />
        <div className={classes.fields}>
          <TextInput
            label={t('details.tags')}
            description={t('recurring.tagsHint')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={draft.tags}
            onChange={(event) => change({ tags: event.currentTarget.value })}
          />
          <TaskTemplate fields={draft.fields} onChange={changeFields} />
        </div>
      </section>
      <div className={settings.row}>
        <Button type="submit" size="md" variant="filled" loading={saving.isPending}>
          {t('form.save')}
        </Button>
        <Button component={Link} to="/settings/recurring" size="md">
          {t('form.cancel')}
        </Button>
      </div>
    </form>
  );
}

type TaskProps = { fields: TicketFields; onChange: (part: TicketFields) => void };

function TaskTemplate({ fields, onChange }: TaskProps) {
  const t = useT();
  const { data: templates = [] } = useQuery(taskTemplatesQuery);
  if (templates.length === 0) return null;
  return (
    <Select
      label={t('recurring.tasks')}
      clearable
      placeholder={t('new.none')}
      data={templates.map(({ id, title }) => ({ value: String(id), label: title }))}
      value={fields.task_template_ids?.[0] ? String(fields.task_template_ids[0]) : null}
      onChange={(id) => onChange({ task_template_ids: id ? [Number(id)] : [] })}
    />
  );
}
