import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

type Axe = { run: (options: object) => Promise<{ violations: Violation[] }> };
type Violation = { id: string; nodes: { target: string[]; failureSummary: string }[] };

/** Expects that axe-core finds nothing on what the page shows now. */
export async function expectAccessible(page: Page) {
  // Evaluated, not added as a script, which the page's content security policy refuses.
  if (await page.evaluate(() => !('axe' in window))) await page.evaluate(AXE);
  await settled(page);
  const found = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: Axe };
    return (await axe.run({ resultTypes: ['violations'], preload: false })).violations;
  });
  const told = found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} — ${failureSummary}`),
  );
  expect(told, page.url()).toEqual([]);
}

/** Waits until nothing moves or fades any more. */
export async function settled(page: Page) {
  await page.evaluate(() => document.fonts.ready);
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter((each) => each.effect?.getTiming().iterations !== Number.POSITIVE_INFINITY)
        .map((each) => each.finished),
    ),
  );
}
