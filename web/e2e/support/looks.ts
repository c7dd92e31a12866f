import { type BrowserContextOptions, expect, type Page } from '@playwright/test';
import type { Agent } from './desk';
import { keepScreen } from './screens';

/** One way a person sees the pages: light, dark, in French, on a phone. */
export type Look = { name: string; locale: 'en' | 'fr'; options: BrowserContextOptions };

const EVERY_LOOK: Look[] = [
  { name: 'light', locale: 'en', options: {} },
  { name: 'dark', locale: 'en', options: { colorScheme: 'dark' } },
  { name: 'french', locale: 'fr', options: { locale: 'fr-FR' } },
  {
    name: 'phone',
    locale: 'en',
    options: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  },
];

/** Tests check every screen in light; `make screens` does in every look, and keeps the pictures. */
export const LOOKS = process.env.GUICHET_EVERY_LOOK ? EVERY_LOOK : EVERY_LOOK.slice(0, 1);

/** Waits for the screen's heading, then checks it and keeps a picture of it. */
export async function shows(page: Page, name: string, look: Look) {
  await expect(page.getByRole('heading').first()).toBeVisible();
  await page.waitForLoadState('networkidle');
  await showsNow(page, name, look);
}

/** As {@link shows}, on a page that is not at rest: offline, or while a change waits. */
export async function showsNow(page: Page, name: string, look: Look) {
  await expect(page.locator('html')).toHaveAttribute('lang', look.locale);
  const isWider = await page.evaluate(
    () => document.documentElement.scrollWidth > window.innerWidth,
  );
  expect(isWider, `${name} is wider than the screen`).toBe(false);
  await keepScreen(page, `${name}-${look.name}`);
}

/** Gives an agent the language of a look. */
export async function speak(agent: Agent, { locale }: Look) {
  await agent.api.call('PUT', '/users/me', { user: { preferences: { ui_locale: locale } } });
}
