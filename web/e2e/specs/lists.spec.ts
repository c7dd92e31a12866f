import type { Agent, Desk } from '../support/desk';
import { LOOKS, shows, speak } from '../support/looks';
import { expect, test } from '../support/test';

/** Tickets of several priorities, one of them not assigned. */
async function fill(desk: Desk, admin: Agent) {
  const priorities = ['high', 'low', 'high', null];
  for (const [index, priority] of priorities.entries()) {
    const subject = `Lampe ${index + 1}`;
    const id = await desk.addTicket(admin, { subject, text: 'Bonjour' });
    await admin.api.call('PUT', `/tickets/${id}`, { ticket: { priority, tags: ['lampe'] } });
  }
}

test('a list is grouped, its columns are one’s own, and it is taken away as a file', async ({
  desk,
}) => {
  const admin = await desk.setUp();
  await fill(desk, admin);
  const page = await desk.openFor(admin);
  await expect(page.getByRole('link', { name: /Lampe 4/ })).toBeVisible();
  const more = page.getByRole('button', { name: 'List options', exact: true });
  await more.click();
  await page.getByRole('menuitemradio', { name: 'Priority' }).click();
  const items = page.getByRole('list', { name: 'Tickets' }).getByRole('listitem');
  await expect(items).toHaveText([
    /^High\s*2/,
    /Lampe/,
    /Lampe/,
    /^Low\s*1/,
    /Lampe/,
    /^No priority\s*1/,
    /Lampe/,
  ]);
  await page.reload();
  await expect(items.first()).toHaveText(/^High\s*2/);

  await page.keyboard.press('v');
  await expect(page.getByRole('columnheader', { name: 'Team' })).toBeVisible();
  await expect(page.getByRole('columnheader', { name: 'Tags' })).toBeHidden();
  await more.click();
  await page.getByRole('menuitemcheckbox', { name: 'Tags' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Team' }).click();
  await page.keyboard.press('Escape');
  const elsewhere = await desk.openFor(admin);
  await expect(elsewhere.getByRole('columnheader', { name: 'Tags' })).toBeVisible();
  await expect(elsewhere.getByRole('columnheader', { name: 'Team' })).toBeHidden();
  await expect(elsewhere.getByRole('cell', { name: 'lampe', exact: true })).toHaveCount(4);

  await more.click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Export as CSV' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^view-\d+\.csv$/);
});

for (const look of LOOKS) {
  test(`screens of grouped lists, ${look.name}`, async ({ desk }) => {
    const admin = await desk.setUp();
    await speak(admin, look);
    await fill(desk, admin);
    const { views } = await admin.api.call<{ views: { id: number; key: string }[] }>(
      'GET',
      '/views',
    );
    const mine = views.find((view) => view.key === 'my_open');
    const output = { group_by: 'priority', sort_by: 'waiting_since', sort_order: 'asc' };
    await admin.api.call('PUT', `/views/${mine?.id}`, { view: { output } });
    const page = await desk.openFor(admin, '/', look.options);
    await expect(page.getByRole('link', { name: /Lampe 4/ })).toBeVisible();
    await shows(page, 'list-grouped', look);
    if (look.name === 'phone') return;
    const list_columns = ['status', 'number', 'subject', 'requester', 'tags', 'waiting', 'created'];
    const preferences = { list_layout: 'table', list_columns };
    await admin.api.call('PUT', '/users/me', { user: { preferences } });
    await page.reload();
    await expect(page.getByRole('columnheader').first()).toBeVisible();
    await shows(page, 'table-grouped', look);
  });
}
