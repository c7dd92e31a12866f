import type { RefObject } from 'react';
import classes from './editor.module.css';

type Props = {
  label: string;
  text: string;
  onChange: (text: string) => void;
  onFiles?: (files: File[]) => void;
  onFocusChange?: (hasFocus: boolean) => void;
  /** An accent or a sign is being put together from several keys. */
  onComposing?: (isComposing: boolean) => void;
  fieldRef?: RefObject<HTMLTextAreaElement | null>;
  autoFocus?: boolean;
};

/** Takes the text as long as the editor with formatting has not loaded, and looks the same. */
export function PlainField({ label, text, onChange, onFiles, ...props }: Props) {
  return (
    <div className={classes.editor} aria-busy="true">
      <textarea
        ref={props.fieldRef}
        className={`${classes.text} ${classes.plain}`}
        aria-label={label}
        placeholder={label}
        value={text}
        // biome-ignore lint/a11y/noAutofocus: only where a key was pressed to write
        autoFocus={props.autoFocus}
        onChange={(event) => onChange(event.currentTarget.value)}
        onFocus={() => props.onFocusChange?.(true)}
        onBlur={() => props.onFocusChange?.(false)}
        onCompositionStart={() => props.onComposing?.(true)}
        onCompositionEnd={() => props.onComposing?.(false)}
        onPaste={(event) => {
          const files = [...event.clipboardData.files];
          if (files.length === 0 || !onFiles) return;
          event.preventDefault();
          onFiles(files);
        }}
      />
    </div>
  );
}
