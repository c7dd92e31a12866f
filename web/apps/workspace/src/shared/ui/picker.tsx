import { Combobox, useCombobox } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { type ReactElement, type ReactNode, useEffect, useState } from 'react';
import { useT } from '@/i18n/provider';
import classes from './picker.module.css';

export type PickerOption = { value: string; label: string; icon?: ReactNode; hint?: string };

type Props = {
  /** What is chosen, for screen readers and as the search field's hint. */
  label: string;
  options: readonly PickerOption[];
  /** Values that carry a tick. */
  chosen?: readonly string[];
  onPick: (value: string) => void;
  opened: boolean;
  onOpenedChange: (opened: boolean) => void;
  /** Told what is typed, when the options are looked up on the server. */
  onSearch?: (text: string) => void;
  /** Offers what was typed as a value of its own; gives its label. */
  createLabel?: (text: string) => string;
  /** Stays open after a choice, for lists of several. */
  staysOpen?: boolean;
  position?: 'bottom-start' | 'bottom-end' | 'top-start' | 'top';
  /** The button that opens it. */
  children: ReactElement<Record<string, unknown>>;
};

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** A button that opens a list with a search field; works by keyboard alone. */
export function Picker(props: Props) {
  const { label, options, chosen = [], onPick, opened, onOpenedChange, onSearch } = props;
  const t = useT();
  const [text, setText] = useState('');
  const combobox = useCombobox({ opened, onOpenedChange });
  const { selectActiveOption, resetSelectedOption, targetRef } = combobox;

  // biome-ignore lint/correctness/useExhaustiveDependencies: opening and closing are what counts
  useEffect(() => {
    if (!opened) return;
    // The options exist one frame later.
    const frame = requestAnimationFrame(() => selectActiveOption());
    return () => {
      cancelAnimationFrame(frame);
      setText('');
      onSearch?.('');
      resetSelectedOption();
      // Back to the button, unless the pointer has gone elsewhere.
      requestAnimationFrame(() => {
        if (document.activeElement === document.body) targetRef.current?.focus();
      });
    };
  }, [opened]);

  const shown = onSearch
    ? options
    : options.filter((option) => fold(option.label).includes(fold(text)));
  const trimmed = text.trim();
  const isNew = trimmed !== '' && !options.some((option) => option.value === trimmed);

  return (
    <Combobox
      store={combobox}
      width={248}
      keepMounted={false}
      position={props.position ?? 'bottom-start'}
      onOptionSubmit={(value) => {
        onPick(value);
        if (props.staysOpen) setText('');
        else combobox.closeDropdown();
      }}
    >
      <Combobox.Target targetType="button" withAriaAttributes>
        {props.children}
      </Combobox.Target>
      <Combobox.Dropdown role="dialog" aria-label={label}>
        <Combobox.Search
          value={text}
          autoFocus
          classNames={{ input: classes.search }}
          placeholder={label}
          aria-label={label}
          onChange={(event) => {
            setText(event.currentTarget.value);
            onSearch?.(event.currentTarget.value);
            combobox.updateSelectedOptionIndex();
            requestAnimationFrame(() => combobox.selectFirstOption());
          }}
        />
        <Combobox.Options className={classes.options} aria-label={label}>
          {shown.map((option) => (
            <Combobox.Option
              key={option.value}
              value={option.value}
              active={chosen.includes(option.value)}
              aria-checked={chosen.includes(option.value)}
            >
              {option.icon}
              <span className={classes.label}>{option.label}</span>
              {option.hint && <span className={classes.hint}>{option.hint}</span>}
              {chosen.includes(option.value) && (
                <IconCheck size={14} stroke={1.75} aria-hidden="true" />
              )}
            </Combobox.Option>
          ))}
          {props.createLabel && isNew && (
            <Combobox.Option value={trimmed}>{props.createLabel(trimmed)}</Combobox.Option>
          )}
          {shown.length === 0 && !(props.createLabel && isNew) && (
            <Combobox.Empty>{t('common.nothingFound')}</Combobox.Empty>
          )}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
