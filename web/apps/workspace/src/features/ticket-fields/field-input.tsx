import type { FieldValue } from '@guichet/api';
import { MultiSelect, Select, Switch, Textarea, TextInput } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import type { ChangeEvent } from 'react';
import { useT } from '@/i18n/provider';
import type { TicketField } from './api';
import { LookupInput } from './lookup-input';
import { chosenOf, optionText, typedOf, valueFrom } from './values';

type Props = {
  field: TicketField;
  value: FieldValue;
  error?: string;
  isRequired?: boolean;
  onChange: (value: FieldValue) => void;
};

/** A field of the desk's own in a form. What is typed is kept as it is until the form is sent. */
export function FieldInput({ field, value, error, isRequired = false, onChange }: Props) {
  const t = useT();
  const label = {
    label: field.title,
    description: field.agent_description || undefined,
    withAsterisk: isRequired,
    error,
  };
  const options = (field.custom_field_options ?? []).map((option) => ({
    value: option.value,
    label: optionText(field.custom_field_options, option.value),
  }));
  const typed = {
    ...label,
    value: typedOf(value),
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) =>
      onChange(event.currentTarget.value || null),
    onBlur: () => onChange(valueFrom(field.type, typedOf(value))),
  };
  switch (field.type) {
    case 'checkbox':
      return (
        <Switch
          label={field.title}
          description={label.description}
          error={error}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      );
    case 'tagger':
      return (
        <Select
          {...label}
          searchable
          clearable
          data={options}
          nothingFoundMessage={t('common.nothingFound')}
          value={chosenOf(value)[0] ?? null}
          onChange={onChange}
        />
      );
    case 'multiselect':
      return (
        <MultiSelect
          {...label}
          searchable
          rightSection={<IconChevronDown size={14} stroke={1.75} />}
          rightSectionPointerEvents="none"
          data={options}
          nothingFoundMessage={t('common.nothingFound')}
          value={chosenOf(value)}
          onChange={(chosen) => onChange(chosen.length > 0 ? chosen : null)}
        />
      );
    case 'lookup':
      return (
        <LookupInput
          {...label}
          target={field.relationship_target_type ?? 'zen:user'}
          value={typedOf(value)}
          onChange={onChange}
        />
      );
    case 'textarea':
      return <Textarea {...typed} autosize minRows={2} maxRows={8} />;
    case 'date':
      return <TextInput {...typed} type="date" />;
    case 'integer':
      return <TextInput {...typed} inputMode="numeric" />;
    case 'decimal':
      return <TextInput {...typed} inputMode="decimal" />;
    default:
      return <TextInput {...typed} placeholder={field.regexp_for_validation ?? undefined} />;
  }
}
