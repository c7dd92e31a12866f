import type { FieldEntry, Id, Status } from '@guichet/api';
import { Select } from '@mantine/core';
import type { TicketField } from '@/features/ticket-fields/api';
import { FieldInput } from '@/features/ticket-fields/field-input';
import { refusalOf } from '@/features/ticket-fields/refusal';
import { fieldKey, startingValue, withValues } from '@/features/ticket-fields/values';
import type { ShownField } from '@/features/ticket-forms/rules';
import { useFormOptions, useForms } from '@/features/ticket-forms/use-forms';
import { useT } from '@/i18n/provider';
import classes from './own-fields.module.css';

type Props = {
  formId: Id | null;
  onForm: (formId: Id | null) => void;
  /** Those the ticket has by its form and what is filled in. */
  fields: readonly ShownField<TicketField>[];
  /** The status it will have. */
  status: Status;
  values: FieldEntry[] | undefined;
  /** The error of the last try, whose fields at fault are marked. */
  refusal: unknown;
  onChange: (values: FieldEntry[]) => void;
};

/** The form of a ticket to be and its fields; those with a default option begin with it. */
export function OwnFields(props: Props) {
  const { formId, onForm, fields, status, values, refusal, onChange } = props;
  const t = useT();
  const hasForms = useForms().some((form) => form.active);
  const formOptions = useFormOptions();
  if (fields.length === 0 && !hasForms) return null;
  return (
    <div className={classes.fields}>
      {hasForms && (
        <Select
          label={t('forms.form')}
          allowDeselect={false}
          data={formOptions.map(({ value, label }) => ({ value, label }))}
          value={String(formId ?? '')}
          onChange={(id) => onForm(id ? Number(id) : null)}
        />
      )}
      {fields.map(({ field, requiredOn }) => (
        <div key={field.id} data-kind={field.type}>
          <FieldInput
            field={field}
            value={startingValue(field, values)}
            isRequired={requiredOn.includes(status)}
            error={refusalOf(field, fieldKey(field.id), refusal, t)}
            onChange={(value) => onChange(withValues(values, [{ id: field.id, value }]))}
          />
        </div>
      ))}
    </div>
  );
}
