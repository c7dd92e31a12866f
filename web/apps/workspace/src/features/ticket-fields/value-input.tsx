import type { FieldValue } from '@guichet/api';
import { MultiSelect, Select, type SelectProps, Textarea, TextInput } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import type { ChangeEvent } from 'react';
import { useT } from '@/i18n/provider';
import type { TicketField } from './api';
import { LookupInput } from './lookup-input';
import { chosenOf, isEmpty, optionText, typedOf, valueFrom } from './values';

type Props = {
  field: TicketField;
  value: FieldValue;
  label: Pick<
    SelectProps,
    'label' | 'aria-label' | 'description' | 'error' | 'withAsterisk' | 'placeholder' | 'flex'
  >;
  onChange: (value: FieldValue) => void;
};

/**
 * The input that fits a field of the desk's own, a box to tick apart. What is typed is kept as it is until the form is
 * sent.
 */
export function ValueInput({ field, value, label, onChange }: Props) {
  const t = useT();
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
          placeholder={isEmpty(value) ? label.placeholder : undefined}
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
