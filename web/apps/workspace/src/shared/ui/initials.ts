const PALETTE_SIZE = 6;

/** One or two capitals of a name or address: "Claire Dubreuil" is CD, "aide@lumen.fr" is A. */
export function initialsOf(name: string): string {
  const words = name
    .replace(/@.*/, '')
    .split(/[\s.·_-]+/u)
    .filter((word) => /^\p{L}|^\p{N}/u.test(word));
  const first = words[0];
  const last = words.length > 1 ? words.at(-1) : undefined;
  return [first, last]
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toLocaleUpperCase();
}

/** Which of the six colour pairs a person has, 1 to 6; always the same for one id. */
export function avatarColour(id: number): number {
  return (Math.abs(Math.trunc(id * 2654435761)) % PALETTE_SIZE) + 1;
}
