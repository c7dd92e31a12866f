import { resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { expectAccessible } from './accessibility';

const FOLDER = resolve(import.meta.dirname, '../results/screens');

/** Takes a picture of a screen to look at, after checking that everyone can use it. */
export async function keepScreen(page: Page, name: string) {
  await expectAccessible(page);
  await page.screenshot({ path: `${FOLDER}/${name}.png` });
}
