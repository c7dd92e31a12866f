import type { Conversation } from '@guichet/api';
import { VisuallyHidden } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import { useT } from '@/i18n/provider';
import { useScreen } from '@/shared/ui';
import type { Macro } from './api';
import { titleParts } from './fitting';
import classes from './macro-panel.module.css';
import { MacroPreview } from './macro-preview';
import type { MacroChoice } from './use-macro-choice';
import { useMacroSummary } from './words';

type Props = {
  id: string;
  choice: MacroChoice;
  ticket: Conversation['ticket'];
};

export const optionId = (id: string, macro: Macro) => `${id}-${macro.id}`;

/** The macros that fit, one of them pointed at, and beside them what that one would do. */
export function MacroPanel({ id, choice, ticket }: Props) {
  const t = useT();
  const { isPhone } = useScreen();
  const { shown, chosen } = choice;
  const list = useRef<HTMLDivElement>(null);
  const at = chosen ? shown.indexOf(chosen) : -1;
  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  if (shown.length === 0) return <NothingToChoose choice={choice} />;
  return (
    <div className={classes.panel}>
      <div
        ref={list}
        id={`${id}-list`}
        role="listbox"
        className={classes.list}
        aria-label={t('macros.title')}
      >
        {shown.map((macro, index) => (
          <MacroOption
            key={macro.id}
            id={optionId(id, macro)}
            macro={macro}
            isChosen={macro === chosen}
            onPoint={() => choice.point(index)}
            onChoose={() => choice.choose(macro)}
          />
        ))}
      </div>
      {!isPhone && chosen && <MacroPreview key={chosen.id} macro={chosen} ticket={ticket} />}
      <VisuallyHidden role="status">{chosen?.title}</VisuallyHidden>
    </div>
  );
}

type OptionProps = {
  id: string;
  macro: Macro;
  isChosen: boolean;
  onPoint: () => void;
  onChoose: () => void;
};

function MacroOption({ id, macro, isChosen, onPoint, onChoose }: OptionProps) {
  const summaryOf = useMacroSummary();
  const { category, name } = titleParts(macro.title);
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus
    // biome-ignore lint/a11y/useKeyWithClickEvents: Enter in the field does the same
    <div
      id={id}
      role="option"
      aria-selected={isChosen}
      className={classes.option}
      onPointerMove={() => !isChosen && onPoint()}
      onPointerDown={(event) => event.preventDefault()}
      onClick={onChoose}
    >
      <span className={classes.name}>
        {category && <span className={classes.faint}>{category} › </span>}
        {name}
      </span>
      <span className={classes.summary}>{summaryOf(macro)}</span>
    </div>
  );
}

function NothingToChoose({ choice }: { choice: MacroChoice }) {
  const t = useT();
  if (!choice.isRead && !choice.isError) return null;
  return (
    <p className={classes.nothing} role="status">
      {t(choice.isError ? 'macros.notRead' : 'macros.nothing')}{' '}
      {!choice.isError && <Link to="/settings/macros">{t('macros.toSettings')}</Link>}
    </p>
  );
}
