/** A piece of a text that stayed, came or went. */
export type Change = { text: string; kind: 'same' | 'added' | 'removed' };

/** More words than this are not compared one by one. */
const MOST_WORDS = 3000;

/** What changed between two texts, word by word, as short as can be. */
export function wordDiff(before: string, after: string): Change[] {
  const old = wordsOf(before);
  const now = wordsOf(after);
  if (old.length > MOST_WORDS || now.length > MOST_WORDS) {
    return merged([
      { text: before, kind: 'removed' },
      { text: after, kind: 'added' },
    ]);
  }
  const shared = sharedLengths(old, now);
  const changes: Change[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    if (i < old.length && old[i] === now[j]) {
      changes.push({ text: old[i] ?? '', kind: 'same' });
      [i, j] = [i + 1, j + 1];
    } else if (i < old.length && (shared[i + 1]?.[j] ?? 0) >= (shared[i]?.[j + 1] ?? 0)) {
      changes.push({ text: old[i] ?? '', kind: 'removed' });
      i += 1;
    } else if (j < now.length) {
      changes.push({ text: now[j] ?? '', kind: 'added' });
      j += 1;
    }
  }
  return merged(changes);
}

/** Words, each with the blanks before it. */
const wordsOf = (text: string) => text.match(/\s*\S+|\s+$/g) ?? [];

/** How many words the rests of both lists have in common, from each place on. */
function sharedLengths(old: string[], now: string[]): Uint16Array[] {
  const lengths = Array.from({ length: old.length + 1 }, () => new Uint16Array(now.length + 1));
  for (let i = old.length - 1; i >= 0; i -= 1) {
    const [row, below] = [lengths[i], lengths[i + 1]];
    if (!row || !below) continue;
    for (let j = now.length - 1; j >= 0; j -= 1) {
      row[j] =
        old[i] === now[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return lengths;
}

/** Neighbours of one kind as one piece. */
function merged(changes: Change[]): Change[] {
  const pieces: Change[] = [];
  for (const change of changes) {
    const last = pieces.at(-1);
    if (last?.kind === change.kind) last.text += change.text;
    else if (change.text !== '') pieces.push({ ...change });
  }
  return pieces;
}
