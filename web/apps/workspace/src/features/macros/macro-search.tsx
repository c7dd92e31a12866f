import { type KeyboardEvent, useId, useState } from 'react';
import { useT } from '@/i18n/provider';
import { MacroPanel, optionId } from './macro-panel';
import classes from './macro-panel.module.css';
import type { MacroSearchProps } from './macros-button';
import { useMacroChoice } from './use-macro-choice';

/** The list of macros under a search field of its own. */
export function MacroSearch({ ticket, onChoose, onLeave }: MacroSearchProps) {
  const t = useT();
  const id = useId();
  const [text, setText] = useState('');
  const choice = useMacroChoice(text.trim(), onChoose);
  function handleKey(event: KeyboardEvent) {
    if (event.key === 'Escape') onLeave();
    else if (!choice.takeKey(event)) return;
    event.preventDefault();
    event.stopPropagation();
  }
  return (
    <>
      <input
        role="combobox"
        className={classes.search}
        aria-label={t('macros.find')}
        aria-expanded={choice.shown.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={choice.chosen && optionId(id, choice.chosen)}
        aria-autocomplete="list"
        autoComplete="off"
        placeholder={t('macros.find')}
        // biome-ignore lint/a11y/noAutofocus: opened to type into it
        autoFocus
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={handleKey}
      />
      <MacroPanel id={id} choice={choice} ticket={ticket} />
    </>
  );
}
