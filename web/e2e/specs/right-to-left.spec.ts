import type { Page } from '@playwright/test';
import { LOOKS, shows } from '../support/looks';
import { expect, test } from '../support/test';

/** Where something begins on the screen, from the left. */
async function leftOf(page: Page, role: 'navigation' | 'article' | 'complementary', name?: string) {
  const box = await page.getByRole(role, { name }).first().boundingBox();
  return box?.x ?? -1;
}

for (const look of LOOKS.filter(({ locale }) => locale === 'en')) {
  test(`the shell is mirrored where one reads from right to left, ${look.name}`, async ({
    desk,
  }) => {
    const admin = await desk.setUp();
    const id = await desk.addTicket(admin, { subject: 'Lampe Halo', text: 'Bonjour.' });
    const page = await desk.openFor(admin, `/tickets/${id}`, look.options);
    await expect(page.getByRole('article').first()).toBeVisible();
    await page.evaluate(() => document.documentElement.setAttribute('dir', 'rtl'));
    if (look.name !== 'phone') {
      const main = await leftOf(page, 'navigation', 'Main');
      const thread = await leftOf(page, 'article');
      const details = await leftOf(page, 'complementary', 'Details');
      expect(details).toBeLessThan(thread);
      expect(thread).toBeLessThan(main);
    }
    await shows(page, 'right-to-left-ticket', look);
    await page.goto('/settings/fields');
    await page.evaluate(() => document.documentElement.setAttribute('dir', 'rtl'));
    await shows(page, 'right-to-left-settings', look);
  });
}
