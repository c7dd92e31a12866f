import type { BrowserContextOptions, Page } from '@playwright/test';
import type { Desk } from '../support/desk';
import { keepScreen } from '../support/screens';
import { expect, test } from '../support/test';

type Agent = Awaited<ReturnType<Desk['setUp']>>;
type Look = { name: string; locale: 'en' | 'fr'; options: BrowserContextOptions };

const LOOKS: Look[] = [
  { name: 'light', locale: 'en', options: {} },
  { name: 'dark', locale: 'en', options: { colorScheme: 'dark' } },
  { name: 'french', locale: 'fr', options: { locale: 'fr-FR' } },
  {
    name: 'phone',
    locale: 'en',
    options: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  },
];
const SETTINGS = ['profile', 'tokens', 'desk', 'mailboxes', 'people', 'groups'];

for (const look of LOOKS) {
  test(`screens before sign-in, ${look.name}`, async ({ desk }) => {
    const page = await desk.open('/setup', look.options);
    await shows(page, 'setup-account', look);
    const admin = await desk.setUp();
    const invited = await admin.api.call<{ invitations: { url: string }[] }>(
      'POST',
      '/invitations',
      { invitations: [{ email: 'lea@atelier-lumen.test', role: 'agent', group_ids: [] }] },
    );
    for (const [name, path] of [
      ['sign-in', '/sign-in'],
      ['forgot-password', '/password'],
      ['new-password', '/password/some-token'],
      ['invitation', new URL(invited.invitations[0]?.url ?? '').pathname],
      ['invitation-over', '/invitation/unknown'],
    ] as const) {
      await page.goto(path);
      await shows(page, name, look);
    }
  });

  test(`screens of the set-up, ${look.name}`, async ({ desk }) => {
    const admin = await desk.setUp();
    await speak(admin, look);
    const page = await desk.openFor(admin, '/setup/mailbox', look.options);
    await shows(page, 'setup-mailbox', look);
    await page.goto('/setup/team');
    await shows(page, 'setup-team', look);
    await page.goto('/setup/ready');
    await shows(page, 'setup-ready', look);
  });

  test(`screens of the workspace, ${look.name}`, async ({ desk }) => {
    const admin = await desk.setUp();
    await speak(admin, look);
    const page = await desk.openFor(admin, '/', look.options);
    await shows(page, 'empty-view', look);

    const id = await fill(desk, admin);
    await page.goto('/');
    await expect(page.getByRole('link', { name: /Lampe Halo/ })).toBeVisible();
    await shows(page, 'list', look);
    await page.goto(`/tickets/${id}`);
    await expect(page.getByRole('article').first()).toBeVisible();
    await shows(page, 'ticket', look);
    for (const [name, path] of [
      ['new-ticket', '/tickets/new'],
      ['search', '/search?q=lampe'],
      ['search-nothing', '/search?q=zzzz'],
      ['people', '/people'],
      ['not-found', '/tickets/999999'],
    ] as const) {
      await page.goto(path);
      await shows(page, name, look);
    }
    for (const name of SETTINGS) {
      await page.goto(`/settings/${name}`);
      await shows(page, `settings-${name}`, look);
    }
    await page.goto(`/tickets/${id}`);
    await expect(page.getByRole('article').first()).toBeVisible();
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused();
    await shows(page, 'palette', look);
    await page.keyboard.type('lampe');
    await expect(page.getByRole('option', { name: /Halo/ }).first()).toBeVisible();
    await shows(page, 'palette-results', look);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog')).toBeVisible();
    await shows(page, 'shortcuts', look);
  });
}

/** Waits for the screen's heading, then checks it and keeps a picture of it. */
async function shows(page: Page, name: string, look: Look) {
  await expect(page.getByRole('heading').first()).toBeVisible();
  await page.waitForLoadState('networkidle');
  await expect(page.locator('html')).toHaveAttribute('lang', look.locale);
  const isWider = await page.evaluate(
    () => document.documentElement.scrollWidth > window.innerWidth,
  );
  expect(isWider, `${name} is wider than the screen`).toBe(false);
  await keepScreen(page, `${name}-${look.name}`);
}

async function speak(admin: Agent, { locale }: Look) {
  await admin.api.call('PUT', '/users/me', { user: { preferences: { ui_locale: locale } } });
}

/** A few tickets in different states, one with a conversation. Its number. */
async function fill(desk: Desk, admin: Agent): Promise<number> {
  const id = await desk.addTicket(admin, {
    subject: 'Lampe Halo arrivée avec l’abat-jour fêlé',
    text: 'Bonjour, je viens de recevoir ma lampe et l’abat-jour est fêlé.',
  });
  await admin.api.call('PUT', `/tickets/${id}`, {
    ticket: {
      priority: 'high',
      tags: ['halo', 'casse'],
      comment: { body: 'Il reste six abat-jours.', public: false },
    },
  });
  await desk.addTicket(admin, {
    subject: 'Dimmer buzzes on Opaline 3',
    text: 'Which dimmer fits?',
    from: 'priya@example.com',
    name: 'Priya Raman',
  });
  return id;
}
