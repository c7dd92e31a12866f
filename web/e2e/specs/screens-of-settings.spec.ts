import type { Page } from '@playwright/test';
import { LOOKS, shows, speak } from '../support/looks';
import { expect, test } from '../support/test';

for (const look of LOOKS) {
  const say = (en: string, fr: string) => (look.locale === 'fr' ? fr : en);
  const press = (page: Page, en: string, fr: string) =>
    page
      .getByRole('button', { name: say(en, fr) })
      .first()
      .click();
  const isDialogGone = (page: Page) => expect(page.getByRole('dialog')).toBeHidden();

  test(`screens of the dialogs, ${look.name}`, async ({ desk }) => {
    const admin = await desk.setUp();
    await speak(admin, look);
    await desk.addAgent(admin, 'Inès Rahmani');
    await admin.api.call('POST', '/groups', { group: { name: 'Livraisons' } });
    const page = await desk.openFor(admin, '/settings/tokens', look.options);

    await press(page, 'Create token', 'Créer un jeton');
    await page.getByRole('dialog').getByRole('textbox').fill('Export to accounting');
    await shows(page, 'dialog-token', look);
    await page.getByRole('dialog').locator('button[type=submit]').click();
    await expect(page.getByRole('dialog').locator('code')).toBeVisible();
    await shows(page, 'dialog-token-made', look);
    await page.keyboard.press('Escape');
    await isDialogGone(page);
    await shows(page, 'settings-tokens-filled', look);
    await press(page, 'Revoke Export to accounting', 'Révoquer Export to accounting');
    await shows(page, 'dialog-confirm', look);

    await page.goto('/settings/groups');
    await shows(page, 'settings-groups-filled', look);
    await press(page, 'Add team', 'Ajouter une équipe');
    await page.getByRole('dialog').locator('button[type=submit]').click();
    await shows(page, 'dialog-group', look);

    await page.goto('/settings/people');
    await press(page, 'Invite', 'Inviter');
    const field = page.getByRole('dialog').getByRole('textbox');
    await field.fill('Léa Fontaine <lea@atelier-lumen.test>, marc@atelier-lumen.test');
    await field.press('Enter');
    await shows(page, 'dialog-invite', look);
    await page.getByRole('dialog').getByRole('button', { name: / 2 / }).click();
    await expect(page.getByRole('dialog').getByText('/invitation/').first()).toBeVisible();
    await shows(page, 'dialog-invite-links', look);
    await page.keyboard.press('Escape');
    await isDialogGone(page);
    await shows(page, 'settings-people-invited', look);
  });

  test(`screens of mail settings, ${look.name}`, async ({ desk }) => {
    const admin = await desk.createAccount();
    await speak(admin, look);
    const page = await desk.openFor(admin, '/settings/mailboxes', look.options);
    await expect(page.getByRole('note')).toBeVisible();
    await shows(page, 'settings-mail-nothing', look);

    await press(page, 'Set server', 'Indiquer un serveur');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(say('Server', 'Serveur'), { exact: true }).fill('127.0.0.1');
    await dialog.getByLabel('Port').fill(String(desk.postbox.port));
    await dialog.getByLabel(say('Security', 'Sécurité')).first().click();
    await page.getByRole('option', { name: say('None', 'Aucune') }).click();
    await dialog.getByRole('button', { name: say('Test', 'Tester'), exact: true }).click();
    const works = dialog.getByRole('img', { name: say('Works', 'Fonctionne') });
    await expect(works).toBeVisible();
    await shows(page, 'dialog-relay-test', look);
    await dialog.locator('button[type=submit]').click();
    await isDialogGone(page);
    await expect(page.getByRole('note')).toBeHidden();

    await press(page, 'Add mailbox', 'Ajouter une boîte mail');
    await dialog.locator('input[type=email]').fill('help@desk.invalid');
    await dialog.locator('button[type=submit]').click();
    await dialog.locator('input[type=password]').first().fill('secret');
    await dialog.getByRole('button', { name: say('Test', 'Tester'), exact: true }).click();
    const failed = dialog.getByRole('img', { name: say('Failed', 'Échec') });
    await expect(failed.first()).toBeVisible({ timeout: 60_000 });
    await shows(page, 'dialog-mailbox-test', look);
    await page.keyboard.press('Escape');
    await isDialogGone(page);
    await desk.program.run('mailbox', 'add', '--address', 'aide@atelier-lumen.test');
    await page.goto('/settings/mailboxes');
    await shows(page, 'settings-mail-set', look);
  });
}
