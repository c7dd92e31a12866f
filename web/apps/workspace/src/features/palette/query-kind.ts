/** What the first sign of a query asks for. */
export type PaletteQuery =
  | { kind: 'everything'; text: string }
  | { kind: 'commands'; text: string }
  | { kind: 'ticket'; text: string }
  | { kind: 'people'; text: string };

const KINDS = { '>': 'commands', '#': 'ticket', '@': 'people' } as const;

/** Reads a query: `>` commands, `#` a ticket's number, `@` people, else everything. */
export function readQuery(typed: string): PaletteQuery {
  const trimmed = typed.trimStart();
  const sign = trimmed.charAt(0);
  if (sign === '>' || sign === '#' || sign === '@') {
    return { kind: KINDS[sign], text: trimmed.slice(1).trim() };
  }
  return { kind: 'everything', text: trimmed.trim() };
}

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Whether every word of a query begins a word of the label, whatever the accents. */
export function fits(label: string, query: string): boolean {
  const words = fold(label).split(/[^\p{L}\p{N}]+/u);
  return fold(query)
    .split(/\s+/)
    .filter(Boolean)
    .every((part) => words.some((word) => word.startsWith(part)));
}

export type MarkedPart = { text: string; isMarked: boolean };

/** Splits a text with `<mark>` into plain and marked parts. Anything else stays text, never markup. */
export function markedParts(highlight: string): MarkedPart[] {
  return highlight
    .split(/(<mark>.*?<\/mark>)/s)
    .filter((part) => part !== '')
    .map((part) => {
      const marked = /^<mark>(.*)<\/mark>$/s.exec(part);
      return { text: marked?.[1] ?? part, isMarked: marked !== null };
    });
}
