import { readFile } from 'node:fs/promises';
import openapiTS, { astToString, COMMENT_HEADER } from 'openapi-typescript';
import { expect, test } from 'vitest';

test('schema.ts was generated from the openapi.json beside it', async () => {
  const document = new URL('../openapi.json', import.meta.url);
  const generated = COMMENT_HEADER + astToString(await openapiTS(document));
  const kept = await readFile(new URL('./schema.ts', import.meta.url), 'utf8');
  expect(kept === generated, 'run `npm run generate -w @guichet/api`').toBe(true);
}, 60_000);
