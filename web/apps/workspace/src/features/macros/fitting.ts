import { fits } from '@/features/palette/query-kind';
import type { Macro } from './api';

/** The macros that fit what is typed, in their order: by their name first, then by what they are for. */
export function fittingMacros(macros: readonly Macro[], text: string): Macro[] {
  const isNamed = (macro: Macro) => fits(macro.title, text);
  const byName = macros.filter(isNamed);
  const byPurpose = macros.filter(
    (macro) => !isNamed(macro) && fits(`${macro.title} ${macro.description ?? ''}`, text),
  );
  return [...byName, ...byPurpose];
}

/** A title's categories and its last part: `Refund::Accepted` is Accepted, in Refund. */
export function titleParts(title: string): { category: string | null; name: string } {
  const parts = title.split('::').map((part) => part.trim());
  const name = parts.pop() || title;
  return { category: parts.length > 0 ? parts.join(' › ') : null, name };
}
