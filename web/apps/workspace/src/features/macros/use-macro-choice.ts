import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Macro, usableMacrosQuery } from './api';
import { fittingMacros } from './fitting';

const MOST = 50;

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey'>;

/** The macros that fit a text, the one that is pointed at, and the keys that move and choose. */
export function useMacroChoice(text: string, onChoose: (macro: Macro) => void) {
  const { data: macros, isError } = useQuery(usableMacrosQuery);
  const [pointed, setPointed] = useState({ text, at: 0 });
  const shown = fittingMacros(macros ?? [], text).slice(0, MOST);
  const at = pointed.text === text ? Math.min(pointed.at, shown.length - 1) : 0;
  const chosen = shown[at];
  const point = (next: number) => setPointed({ text, at: next });

  /** Whether the key was one of the list's. */
  function takeKey({ key, ctrlKey, metaKey }: Key): boolean {
    if (!chosen || ctrlKey || metaKey) return false;
    if (key === 'ArrowDown') point((at + 1) % shown.length);
    else if (key === 'ArrowUp') point((at - 1 + shown.length) % shown.length);
    else if (key === 'Enter' || key === 'Tab') onChoose(chosen);
    else return false;
    return true;
  }

  return { shown, chosen, point, choose: onChoose, takeKey, isRead: Boolean(macros), isError };
}

export type MacroChoice = ReturnType<typeof useMacroChoice>;
