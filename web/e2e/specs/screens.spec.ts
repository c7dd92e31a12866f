import type { Agent, Desk } from '../support/desk';
import { LOOKS, shows, speak } from '../support/looks';
import { expect, test } from '../support/test';

const SETTINGS = ['profile', 'tokens', 'macros', 'desk', 'mailboxes', 'people', 'groups'];

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

  test(`screens of the set-up without mail, ${look.name}`, async ({ desk }) => {
    const admin = await desk.createAccount();
    await speak(admin, look);
    const page = await desk.openFor(admin, '/setup/team', look.options);
    const field = page.getByRole('list').getByRole('textbox');
    await field.fill('Inès Rahmani <ines@atelier-lumen.test>, lea@atelier-lumen.test, marc@lumen');
    await field.press('Enter');
    await expect(page.getByRole('alert').filter({ hasText: 'marc@lumen' })).toBeVisible();
    await shows(page, 'setup-team-filled', look);
    await field.fill('');
    await page.getByRole('button', { name: / 2 / }).click();
    await expect(page.getByText('/invitation/').first()).toBeVisible();
    await shows(page, 'setup-team-links', look);
    await page.goto('/setup/ready');
    await shows(page, 'setup-ready-skipped', look);
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
