// Prints the compressed size of what a first visit loads, and fails over the budget.
// What counts: the entry, everything it imports statically, the French or English texts, and the
// screens of the inbox. Fonts are not counted.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const BUDGET_KB = 350;
const FIRST_SCREENS = ['src/main.tsx', 'src/features/inbox/inbox-page.tsx', 'src/i18n/fr.ts'];
const dist = new URL('../dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'));

function filesOf(key, seen = new Set()) {
  const chunk = manifest[key];
  if (!chunk || seen.has(key)) return [];
  seen.add(key);
  const imported = (chunk.imports ?? []).flatMap((name) => filesOf(name, seen));
  return [chunk.file, ...(chunk.css ?? []), ...imported];
}

const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
const files = new Set([entry, ...FIRST_SCREENS].flatMap((key) => filesOf(key)));
let total = 0;
for (const file of files) {
  const size = gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length;
  total += size;
  process.stdout.write(`${(size / 1000).toFixed(1).padStart(7)} kB  ${file}\n`);
}
const kilobytes = total / 1000;
process.stdout.write(`first load: ${kilobytes.toFixed(1)} kB gzip of ${BUDGET_KB} kB\n`);
if (kilobytes > BUDGET_KB) process.exit(1);
