import { Select, type SelectProps } from '@mantine/core';
import { useState } from 'react';
import { useT } from '@/i18n/provider';
import type { FieldTarget } from './api';
import { FINDERS, useNamed } from './use-lookup';

type Props = Pick<
  SelectProps,
  'label' | 'description' | 'error' | 'withAsterisk' | 'aria-label'
> & {
  target: FieldTarget;
  /** The id of what is chosen; empty for nothing. */
  value: string;
  onChange: (id: string | null) => void;
};

/** A person, an organization or a ticket in a form, found by what is typed. */
export function LookupInput({ target, value, onChange, ...label }: Props) {
  const t = useT();
  const [typed, setTyped] = useState('');
  const named = useNamed(target, value);
  const useFound = FINDERS[target];
  // The name of what is chosen stands in the field, and is nothing that is looked for.
  const found = useFound(typed === named.text ? '' : typed);
  const isFound = found.some((option) => option.value === value);
  const chosen = value && !isFound ? [{ value, label: named.text }] : [];
  return (
    <Select
      {...label}
      searchable
      clearable
      placeholder={t('fields.typeToFind')}
      data={[...chosen, ...found.map((option) => ({ value: option.value, label: option.label }))]}
      filter={({ options }) => options}
      nothingFoundMessage={typed.length > 1 ? t('common.nothingFound') : t('fields.typeToFind')}
      value={value || null}
      onFocus={(event) => event.currentTarget.select()}
      searchValue={typed}
      onSearchChange={setTyped}
      onChange={onChange}
    />
  );
}
