import type { FieldValue } from '@guichet/api';
import { type KeyboardEvent, useRef, useState } from 'react';
import properties from '@/features/properties/property-list.module.css';
import { useI18n } from '@/i18n/provider';
import type { TicketField } from './api';
import classes from './field-properties.module.css';
import { valueText } from './value-text';
import { typedOf, valueFrom } from './values';

type Props = {
  field: TicketField;
  value: FieldValue;
  /** Why the last value was refused. */
  problem: string | undefined;
  onSave: (value: FieldValue, onRefused: () => void) => void;
};

/** A text, number or day that becomes its own input: Enter or leaving it saves, Escape does not. */
export function InlineValue({ field, value, problem, onSave }: Props) {
  const { t, locale } = useI18n();
  const [typed, setTyped] = useState<string | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const takesFocus = useRef(true);
  const text = valueText(field, value, locale, t);

  function open() {
    takesFocus.current = true;
    setTyped(typedOf(value));
  }
  function close() {
    setTyped(null);
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) button.current?.focus();
    });
  }
  function save() {
    if (typed === null) return;
    close();
    if (typed.trim() === typedOf(value)) return;
    onSave(valueFrom(field.type, typed), () => {
      // What was typed comes back to be mended, without taking the focus from elsewhere.
      takesFocus.current = document.activeElement === button.current;
      setTyped(typed);
    });
  }
  if (typed === null) {
    return (
      <button ref={button} type="button" className={properties.value} onClick={open}>
        <span className={classes.hidden}>{field.title}</span>
        {text ? (
          <span className={field.type === 'textarea' ? classes.lines : properties.ellipsis}>
            {text}
          </span>
        ) : (
          <span className={properties.empty}>{t('details.add')}</span>
        )}
      </button>
    );
  }
  const control = {
    className: classes.input,
    'aria-label': field.title,
    'aria-invalid': problem !== undefined,
    'aria-describedby': problem && `problem-${field.id}`,
    value: typed,
    autoFocus: takesFocus.current,
    onBlur: save,
    onKeyDown: (event: KeyboardEvent) => {
      const isLines = field.type === 'textarea';
      if (event.key === 'Escape') close();
      else if (event.key === 'Enter' && (!isLines || event.ctrlKey || event.metaKey)) save();
      else return;
      event.preventDefault();
    },
  };
  if (field.type === 'textarea') {
    return <textarea {...control} rows={4} onChange={(event) => setTyped(event.target.value)} />;
  }
  return (
    <input
      {...control}
      type={field.type === 'date' ? 'date' : 'text'}
      inputMode={INPUT_MODES[field.type]}
      onChange={(event) => setTyped(event.target.value)}
    />
  );
}

const INPUT_MODES: Partial<Record<TicketField['type'], 'numeric' | 'decimal'>> = {
  integer: 'numeric',
  decimal: 'decimal',
};
