/** What stands in the place of each character. */
const BLOT = '▇';

/** A piece of a text: blots in the place of a secret, or what stays. */
export type Piece = { text: string; isBlot: boolean };

/** A text as it will read without the secret, wherever it is; blanks in the secret stand for any blanks. */
export function blotted(text: string, secret: string): Piece[] {
  const pattern = patternOf(secret);
  if (!pattern) return [{ text, isBlot: false }];
  const pieces: Piece[] = [];
  let copied = 0;
  for (const match of text.matchAll(pattern)) {
    pieces.push({ text: text.slice(copied, match.index), isBlot: false });
    pieces.push({ text: match[0].replace(/\S/gu, BLOT), isBlot: true });
    copied = match.index + match[0].length;
  }
  pieces.push({ text: text.slice(copied), isBlot: false });
  return pieces.filter((piece) => piece.text !== '');
}

/** Whether a text holds the secret. */
export function holds(text: string, secret: string): boolean {
  return blotted(text, secret).some(({ isBlot }) => isBlot);
}

function patternOf(secret: string): RegExp | null {
  const words = secret.split(/\s+/).filter(Boolean);
  if (words.length === 0) return null;
  return new RegExp(words.map(escaped).join('\\s+'), 'gu');
}

const escaped = (word: string) => word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
