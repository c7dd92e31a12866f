import { LOOKS, shows, speak } from '../support/looks';
import { expect, test } from '../support/test';

test('an admin reads who changed what, looks for one change, and takes the log along', async ({
  desk,
}) => {
  const admin = await desk.setUp();
  const ines = await desk.addAgent(admin, 'Inès Rahmani');
  const { group } = await admin.api.call<{ group: { id: number } }>('POST', '/groups', {
    group: { name: 'Livraisons' },
  });
  await admin.api.call('PUT', `/groups/${group.id}`, { group: { name: 'Expédition' } });
  await admin.api.call('PUT', `/users/${ines.id}`, { user: { role: 'admin' } });
  const page = await desk.openFor(admin, '/settings/audit');
  const entries = page.getByRole('main').getByRole('listitem');
  await expect(entries.first()).toContainText('changed the person “Inès Rahmani”');
  await expect(entries.first()).toContainText('Role');
  await expect(entries.first().locator('del')).toHaveText('Agent');
  await expect(entries.first().locator('ins')).toHaveText('Administrator');

  await page.getByRole('combobox', { name: 'Kind' }).click();
  await page.getByRole('option', { name: 'Teams' }).click();
  await expect(entries).toHaveCount(2);
  await expect(entries.first().locator('del')).toHaveText('Livraisons');
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Export as CSV' }).click();
  expect((await downloading).suggestedFilename()).toBe('audit-log.csv');

  await page.getByRole('textbox', { name: 'Until' }).fill('2020-01-01');
  await expect(page.getByText('Nothing was changed by this person')).toBeVisible();
  await page.getByRole('button', { name: 'Show everything' }).click();
  await expect(entries.first()).toContainText('Inès Rahmani');

  const hers = await desk.openFor(await desk.addAgent(admin, 'Marc Petit'), '/settings');
  await expect(hers.getByRole('link', { name: 'My profile' })).toBeVisible();
  await expect(hers.getByRole('link', { name: 'Audit log' })).toHaveCount(0);
});

for (const look of LOOKS) {
  test(`screen of the audit log, ${look.name}`, async ({ desk }) => {
    const admin = await desk.setUp();
    await speak(admin, look);
    await desk.addAgent(admin, 'Inès Rahmani');
    const condition = { field: 'priority', operator: 'is', value: 'urgent' };
    const { view } = await admin.api.call<{ view: { id: number } }>('POST', '/views', {
      view: { title: 'Urgent', conditions: { all: [condition] } },
    });
    await admin.api.call('PUT', `/views/${view.id}`, {
      view: { title: 'Très urgent', description: 'À traiter avant midi' },
    });
    const page = await desk.openFor(admin, '/settings/audit', look.options);
    await expect(page.getByText('Très urgent').first()).toBeVisible();
    await shows(page, 'settings-audit', look);
  });
}
