import { expect, test } from '../support/test';

test('the palette reaches every settings page, view and macro, and what one may not is not there', async ({
  desk,
}) => {
  const admin = await desk.setUp();
  const ines = await desk.addAgent(admin, 'Inès Rahmani');
  const conditions = { all: [{ field: 'priority', operator: 'is', value: 'urgent' }] };
  await admin.api.call('POST', '/views', { view: { title: 'Feux rouges', conditions } });
  const actions = [{ field: 'current_tags', value: 'rappel' }];
  await admin.api.call('POST', '/macros', { macro: { title: 'Rappel', actions } });
  const id = await desk.addTicket(admin, { subject: 'Lampe Halo', text: 'Bonjour.' });
  const page = await desk.openFor(admin, `/tickets/${id}`);
  await expect(page.getByRole('article').first()).toBeVisible();
  const option = (name: string) => page.getByRole('dialog').getByRole('option', { name });
  const ask = async (typed: string) => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type(typed);
  };
  await ask('>');
  await expect(option('Settings: Person fields')).toBeVisible();
  await expect(option('Settings: Statuses')).toBeVisible();
  await expect(option('View: Feux rouges')).toBeVisible();
  await expect(option('Macro: Rappel')).toBeVisible();
  await page.keyboard.press('Escape');
  await ask('feux');
  await option('View: Feux rouges').click();
  await expect(page.getByRole('heading', { name: 'Feux rouges' })).toBeVisible();
  await ask('settings team');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/settings\/groups$/);

  const hers = await desk.openFor(ines);
  await expect(hers.getByRole('navigation', { name: 'Views' })).toBeVisible();
  await hers.keyboard.press('Control+k');
  await hers.keyboard.type('>settings');
  const offered = hers.getByRole('dialog').getByRole('option');
  await expect(offered.filter({ hasText: 'Settings: Views' })).toBeVisible();
  await expect(offered.filter({ hasText: 'Settings: Teams' })).toHaveCount(0);
});
