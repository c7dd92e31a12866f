import { Combobox, type ComboboxStore } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useT } from '@/i18n/provider';
import classes from './picker.module.css';

export type PickerOption = { value: string; label: string; icon?: ReactNode; hint?: string };

export type PickerBodyProps = {
  combobox: ComboboxStore;
  /** What is chosen, for screen readers and as the search field's hint. */
  label: string;
  /** Gives the options; a hook, so that they are made only while the list is open. */
  useOptions: (text: string) => PickerOption[];
  /** The options given fit the text already and are not filtered once more. */
  isFiltered?: boolean;
  /** Said while nothing is typed and there is nothing to choose yet. */
  emptyText?: string;
  /** Offers to choose nothing, as an empty value; gives its label. */
  noneLabel?: string;
  /** Values that carry a tick. */
  chosen?: readonly string[];
  /** Offers what was typed as a value of its own; gives its label, or null where it cannot be one. */
  createLabel?: (text: string) => string | null;
};

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** The open list of a picker: a search field and what fits it. */
export function PickerBody(props: PickerBodyProps) {
  const { combobox, label, useOptions, isFiltered, chosen = [], createLabel } = props;
  const { emptyText, noneLabel } = props;
  const t = useT();
  const [text, setText] = useState('');
  const trimmed = text.trim();
  const found = useOptions(trimmed);
  const none = noneLabel && trimmed === '' ? [{ value: '', label: noneLabel }] : [];
  const options = [...none, ...found];
  const shown = isFiltered
    ? options
    : options.filter((option) => fold(option.label).includes(fold(trimmed)));
  const isNew = trimmed !== '' && !options.some((option) => option.value === trimmed);
  const created = isNew ? createLabel?.(trimmed) : null;
  const { selectActiveOption, selectFirstOption } = combobox;

  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever other options are shown
  useEffect(() => {
    if (trimmed === '') selectActiveOption();
    else selectFirstOption();
  }, [trimmed, shown.length]);

  return (
    <>
      <Combobox.Search
        value={text}
        autoFocus
        classNames={{ input: classes.search }}
        placeholder={label}
        aria-label={label}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Combobox.Options className={classes.options} aria-label={label}>
        {shown.map((option) => (
          <PickerItem key={option.value} option={option} isChosen={chosen.includes(option.value)} />
        ))}
        {created && <Combobox.Option value={trimmed}>{created}</Combobox.Option>}
        {shown.length === 0 && !created && (
          <Combobox.Empty>
            {trimmed === '' && emptyText ? emptyText : t('common.nothingFound')}
          </Combobox.Empty>
        )}
      </Combobox.Options>
    </>
  );
}

function PickerItem({ option, isChosen }: { option: PickerOption; isChosen: boolean }) {
  return (
    <Combobox.Option value={option.value} active={isChosen}>
      {option.icon}
      <span className={classes.label}>{option.label}</span>
      {option.hint && <span className={classes.hint}>{option.hint}</span>}
      {isChosen && <IconCheck size={14} stroke={1.75} aria-hidden="true" />}
    </Combobox.Option>
  );
}
