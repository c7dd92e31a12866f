import type { FieldValue } from '@guichet/api';
import { Switch } from '@mantine/core';
import type { TicketField } from './api';
import { ValueInput } from './value-input';

type Props = {
  field: TicketField;
  value: FieldValue;
  error?: string;
  isRequired?: boolean;
  onChange: (value: FieldValue) => void;
};

/** A field of the desk's own in a form, with its name. */
export function FieldInput({ field, value, error, isRequired = false, onChange }: Props) {
  const label = {
    label: field.title,
    description: field.agent_description || undefined,
    error,
  };
  if (field.type === 'checkbox') {
    return (
      <Switch
        {...label}
        checked={value === true}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    );
  }
  return (
    <ValueInput
      field={field}
      value={value}
      label={{ ...label, withAsterisk: isRequired }}
      onChange={onChange}
    />
  );
}
