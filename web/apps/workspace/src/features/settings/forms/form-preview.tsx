import type { FieldEntry, Status } from '@guichet/api';
import { Select } from '@mantine/core';
import { useState } from 'react';
import type { TicketField } from '@/features/ticket-fields/api';
import { FieldInput } from '@/features/ticket-fields/field-input';
import { startingValue, withValues } from '@/features/ticket-fields/values';
import { shownFields } from '@/features/ticket-forms/rules';
import { GIVEN_STATUSES } from '@/features/tickets/given-statuses';
import { useT } from '@/i18n/provider';
import { StatusIcon } from '@/shared/ui';
import layout from '../views/view-form.module.css';
import { conditionsOf, type FormDraft } from './form-draft';
import classes from './form-editor.module.css';

type Props = { draft: FormDraft; fields: readonly TicketField[] };

/** The form as agents fill it in, to be tried: what is chosen here shows and hides fields as it will. */
export function FormPreview({ draft, fields }: Props) {
  const t = useT();
  const [given, setGiven] = useState<FieldEntry[]>([]);
  const [status, setStatus] = useState<Status>('open');
  const rules = {
    ticket_field_ids: draft.fieldIds,
    agent_conditions: conditionsOf(draft.forAgents, fields),
  };
  const values = fields.map((field) => ({ id: field.id, value: startingValue(field, given) }));
  const shown = shownFields(rules, fields, values);
  return (
    <aside className={layout.preview} aria-label={t('formEditor.preview')}>
      <h2>{t('formEditor.preview')}</h2>
      <p className={layout.faint}>{t('formEditor.previewText')}</p>
      <div className={classes.preview}>
        <Select
          label={t('details.status')}
          allowDeselect={false}
          leftSection={<StatusIcon status={status} />}
          data={GIVEN_STATUSES.map((value) => ({ value, label: t(`status.${value}`) }))}
          value={status}
          onChange={(value) => value && setStatus(value as Status)}
        />
        {shown.map(({ field, requiredOn }) => (
          <FieldInput
            key={field.id}
            field={field}
            value={startingValue(field, given)}
            isRequired={requiredOn.includes(status)}
            onChange={(value) => setGiven(withValues(given, [{ id: field.id, value }]))}
          />
        ))}
      </div>
    </aside>
  );
}
