// Writes a Brotli and a gzip form beside each text file of a built web app, so that the server never has to
// compress them: node scripts/precompress.mjs DIST
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const TEXTS = new Set(['.css', '.html', '.js', '.json', '.svg']);
const WORTH_IT_BYTES = 1024;

const folder = process.argv[2];
for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  const path = join(entry.parentPath, entry.name);
  if (!entry.isFile() || !TEXTS.has(extname(entry.name)) || path.includes('/.vite/')) continue;
  const content = readFileSync(path);
  if (content.length < WORTH_IT_BYTES) continue;
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
  writeFileSync(`${path}.br`, brotliCompressSync(content, quality));
  writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
}
