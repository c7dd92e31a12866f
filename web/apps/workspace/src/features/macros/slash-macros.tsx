import type { Conversation } from '@guichet/api';
import { Popover } from '@mantine/core';
import { type RefObject, useEffect, useId } from 'react';
import type { Typed } from '@/features/composer/typed-mark';
import { useT } from '@/i18n/provider';
import { useScreen } from '@/shared/ui';
import type { Macro } from './api';
import { MacroPanel } from './macro-panel';
import classes from './macro-panel.module.css';
import { useMacroChoice } from './use-macro-choice';

export type TakeKey = (event: KeyboardEvent) => boolean;

type Props = {
  typed: Typed;
  ticket: Conversation['ticket'];
  onChoose: (macro: Macro) => void;
  /** Filled with what takes the keys typed in the editor. */
  keys: RefObject<TakeKey | null>;
};

/** The list that a `/` opens at the caret: what is typed after it finds, the focus stays in the text. */
export function SlashMacros({ typed, ticket, onChoose, keys }: Props) {
  const t = useT();
  const id = useId();
  const { isPhone } = useScreen();
  const choice = useMacroChoice(typed.query, onChoose);
  const { caret, query } = typed;
  useEffect(() => {
    keys.current = choice.takeKey;
    return () => {
      keys.current = null;
    };
  });
  const hasNothing = choice.shown.length === 0 && query !== '';
  return (
    <Popover
      opened={!hasNothing}
      position={isPhone ? 'bottom-start' : 'top-start'}
      offset={6}
      withRoles={false}
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>
        <span
          className={classes.caret}
          style={{ left: caret.left, top: caret.top, height: caret.bottom - caret.top }}
        />
      </Popover.Target>
      <Popover.Dropdown p={0} role="region" aria-label={t('macros.title')}>
        <MacroPanel id={id} choice={choice} ticket={ticket} />
      </Popover.Dropdown>
    </Popover>
  );
}
