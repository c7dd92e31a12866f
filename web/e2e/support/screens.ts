import { resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { expectAccessible } from './accessibility';

const FOLDER = resolve(import.meta.dirname, '../results/screens');

/** Checks that everyone can use a screen; `make screens` keeps a picture of it to look at. */
export async function keepScreen(page: Page, name: string) {
  await expectAccessible(page);
  if (process.env.GUICHET_EVERY_LOOK) await page.screenshot({ path: `${FOLDER}/${name}.png` });
}
