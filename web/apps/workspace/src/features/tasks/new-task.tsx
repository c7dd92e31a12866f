import { type KeyboardEvent, useState } from 'react';
import { useT } from '@/i18n/provider';
import { LONGEST_TITLE } from './longest-title';
import classes from './tasks.module.css';

type Props = { onAdd: (title: string) => void; onClose: () => void };

/** Takes one task after the other: Enter adds, Escape or leaving it empty ends. */
export function NewTask({ onAdd, onClose }: Props) {
  const t = useT();
  const [title, setTitle] = useState('');
  function add() {
    if (title.trim() !== '') onAdd(title.trim());
    setTitle('');
  }
  function handleKey(event: KeyboardEvent) {
    if (event.key === 'Enter' && title.trim() !== '') add();
    else if (event.key === 'Enter' || event.key === 'Escape') onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
  return (
    <input
      className={classes.input}
      aria-label={t('tasks.new')}
      placeholder={t('tasks.newHint')}
      maxLength={LONGEST_TITLE}
      value={title}
      // biome-ignore lint/a11y/noAutofocus: it appears because somebody asked for it
      autoFocus
      onChange={(event) => setTitle(event.currentTarget.value)}
      onKeyDown={handleKey}
      onBlur={() => {
        add();
        onClose();
      }}
    />
  );
}
