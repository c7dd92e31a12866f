import { VisuallyHidden } from '@mantine/core';
import { type HTMLAttributes, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useT } from '@/i18n/provider';
import classes from './inline-text.module.css';

type Props = {
  label: string;
  /** The value as it is shown. */
  text: string;
  /** The value as it is typed, where that differs. */
  typed?: string;
  kind?: 'text' | 'lines' | 'date' | 'email' | 'tel';
  inputMode?: HTMLAttributes<HTMLInputElement>['inputMode'];
  /** Why the last value was refused, and the id of the element that says so. */
  problem?: string;
  problemId?: string;
  /** Names the look of the value, where it is not one of many in a list. */
  className?: string;
  /** Opens it from elsewhere, such as by a command. */
  isAsked?: boolean;
  onClosed?: () => void;
  /** Saves what was typed; `onRefused` brings it back to be mended. */
  onSave: (typed: string, onRefused: () => void) => void;
};

/** A text that becomes its own input: Enter or leaving it saves, Escape does not. */
export function InlineText(props: Props) {
  const { label, text, typed: initial = text, kind = 'text', problem, className = '' } = props;
  const t = useT();
  const [typed, setTyped] = useState<string | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const takesFocus = useRef(true);

  function open() {
    takesFocus.current = true;
    setTyped(initial);
  }
  const { isAsked, onClosed } = props;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each time that it is asked for
  useEffect(() => {
    if (isAsked) open();
  }, [isAsked]);
  function close() {
    setTyped(null);
    onClosed?.();
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) button.current?.focus();
    });
  }
  function save() {
    if (typed === null) return;
    close();
    if (typed.trim() === initial) return;
    props.onSave(typed, () => {
      // What was typed comes back to be mended, without taking the focus from elsewhere.
      takesFocus.current = document.activeElement === button.current;
      setTyped(typed);
    });
  }
  if (typed === null) {
    return (
      <button ref={button} type="button" className={`${classes.value} ${className}`} onClick={open}>
        <VisuallyHidden>{label}</VisuallyHidden>
        {text ? (
          <span className={kind === 'lines' ? classes.lines : classes.line}>{text}</span>
        ) : (
          <span className={classes.empty}>{t('details.add')}</span>
        )}
      </button>
    );
  }
  const control = {
    className: `${classes.input} ${className}`,
    'aria-label': label,
    'aria-invalid': problem !== undefined,
    'aria-describedby': problem && props.problemId,
    value: typed,
    autoFocus: takesFocus.current,
    onBlur: save,
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === 'Escape') close();
      else if (event.key === 'Enter' && (kind !== 'lines' || event.ctrlKey || event.metaKey))
        save();
      else return;
      event.preventDefault();
    },
  };
  if (kind === 'lines') {
    return <textarea {...control} rows={4} onChange={(event) => setTyped(event.target.value)} />;
  }
  return (
    <input
      {...control}
      type={kind}
      inputMode={props.inputMode}
      onChange={(event) => setTyped(event.target.value)}
    />
  );
}
