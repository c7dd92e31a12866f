import type { FieldValue } from '@guichet/api';
import { Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { fieldsQuery } from '@/features/ticket-fields/api';
import { ownField } from '@/features/ticket-fields/changes';
import { ValueInput } from '@/features/ticket-fields/value-input';
import { useT } from '@/i18n/provider';
import type { ActionRow } from './macro-draft';

type Props = { row: ActionRow; error: string | undefined; onChange: (value: FieldValue) => void };

/** What a row puts into a field of the desk's own; left empty, it empties the field. */
export function OwnFieldValue({ row, error, onChange }: Props) {
  const t = useT();
  const { data: fields } = useQuery(fieldsQuery);
  const field = ownField(row.field, fields ?? []);
  const label = { flex: 1, 'aria-label': t('macroForm.value'), error };
  if (!field) {
    return fields && <TextInput {...label} disabled placeholder={t('macroForm.gone')} />;
  }
  if (field.type === 'checkbox') {
    return (
      <Select
        {...label}
        allowDeselect={false}
        data={[
          { value: 'true', label: t('fields.yes') },
          { value: 'false', label: t('fields.no') },
        ]}
        value={String(row.value ?? false)}
        onChange={(value) => onChange(value === 'true')}
      />
    );
  }
  return (
    <ValueInput
      field={field}
      value={row.value}
      label={{ ...label, placeholder: t('macroForm.emptied') }}
      onChange={onChange}
    />
  );
}
