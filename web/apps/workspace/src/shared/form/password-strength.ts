export type PasswordStrength = 'short' | 'weak' | 'good' | 'strong';

/** The fewest characters the server takes. */
export const FEWEST_CHARACTERS = 8;
const GOOD_BITS = 45;
const STRONG_BITS = 65;

const KINDS: [RegExp, number][] = [
  [/\p{Ll}/u, 26],
  [/\p{Lu}/u, 26],
  [/\p{N}/u, 10],
  [/[^\p{L}\p{N}]/u, 33],
];

/** A hint, not a rule: how hard a password is to guess, from its length, its kinds of characters and repetition. */
export function passwordStrength(password: string): PasswordStrength {
  const characters = [...password];
  if (characters.length < FEWEST_CHARACTERS) return 'short';
  const pool = KINDS.reduce((sum, [kind, size]) => sum + (kind.test(password) ? size : 0), 0);
  const lengthThatCounts = Math.min(characters.length, new Set(characters).size * 1.5);
  const bits = lengthThatCounts * Math.log2(pool);
  if (bits < GOOD_BITS) return 'weak';
  return bits < STRONG_BITS ? 'good' : 'strong';
}
