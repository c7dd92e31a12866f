import { expectAccessible } from '../support/accessibility';
import type { Agent, Desk } from '../support/desk';
import { LOOKS, shows, speak } from '../support/looks';
import { expect, test } from '../support/test';
import { TicketPage } from '../support/ticket-page';

const SUBJECTS = ['Première lampe', 'Deuxième lampe', 'Troisième lampe'];

async function fill(desk: Desk, admin: Agent) {
  const ids: number[] = [];
  for (const subject of SUBJECTS)
    ids.push(await desk.addTicket(admin, { subject, text: `${subject} arrivée.` }));
  return ids;
}

test('where one goes after sending is chosen once, and a view is worked through', async ({
  desk,
}) => {
  const admin = await desk.setUp();
  const [, second, third] = await fill(desk, admin);
  const ticket = new TicketPage(await desk.openFor(admin, `/tickets/${third}`));
  const { page } = ticket;
  await expect(ticket.message('Troisième lampe')).toBeVisible();
  await ticket.write('Bonjour,');
  await page.getByRole('button', { name: 'Send options' }).click();
  await page.getByRole('menuitemradio', { name: 'Open the next ticket' }).click();
  await ticket.send();
  await expect(page).toHaveURL(new RegExp(`/tickets/${second}$`));
  await expect(ticket.toast('Reply sent on')).toContainText(`#${third}`);
  await page.reload();
  await expect(ticket.message('Deuxième lampe')).toBeVisible();

  await page.keyboard.press('u');
  await page.keyboard.press('Shift+P');
  const bar = page.getByRole('region', { name: 'Working through a view' });
  await expect(bar).toContainText('My open');
  const served = page.url();
  await expectAccessible(page);
  await page.keyboard.press('Shift+S');
  await expect(page).not.toHaveURL(served);
  await expect(ticket.editor).toBeVisible();
  await ticket.write('Bonjour,');
  await ticket.send();
  await expect(page).not.toHaveURL(served);
  await expect(bar).toBeVisible();
  await expect(ticket.toast('Reply sent on')).toBeVisible();
  await page.keyboard.press('Shift+S');
  await expect(ticket.toast('You have seen them all')).toBeVisible();
  await expect(bar).toBeHidden();
});

test('tickets are kept as tabs, on every computer', async ({ desk }) => {
  const admin = await desk.setUp();
  const [first, second] = await fill(desk, admin);
  const ticket = new TicketPage(await desk.openFor(admin, `/tickets/${first}`));
  const { page } = ticket;
  const tabs = page.getByRole('navigation', { name: 'Kept tickets' });
  await expect(ticket.message('Première lampe')).toBeVisible();
  await page.keyboard.press('w');
  await expect(tabs.getByRole('link', { name: 'Première lampe' })).toBeVisible();
  await ticket.open('Deuxième lampe');
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: /Keep as a tab/ }).click();
  await expect(tabs.getByRole('link')).toHaveCount(2);
  await expectAccessible(page);

  const elsewhere = await desk.openFor(admin);
  const there = elsewhere.getByRole('navigation', { name: 'Kept tickets' });
  await there.getByRole('link', { name: 'Deuxième lampe' }).click();
  await expect(elsewhere).toHaveURL(new RegExp(`/tickets/${second}$`));
  await elsewhere.keyboard.press('g');
  await elsewhere.keyboard.press('1');
  await expect(elsewhere).toHaveURL(new RegExp(`/tickets/${first}$`));
  await there.getByRole('button', { name: `Close the tab of #${first}` }).click();
  await expect(there.getByRole('link')).toHaveCount(1);
});

for (const look of LOOKS) {
  test(`screens of working habits, ${look.name}`, async ({ desk }) => {
    const admin = await desk.setUp();
    await speak(admin, look);
    const ids = await fill(desk, admin);
    await admin.api.call('PUT', '/users/me', { user: { preferences: { work_tabs: ids } } });
    const page = await desk.openFor(admin, '/', look.options);
    await expect(page.getByRole('link', { name: /Première lampe/ }).first()).toBeVisible();
    await page.keyboard.press('Shift+P');
    await expect(page.getByRole('article').first()).toBeVisible();
    await shows(page, 'play', look);
  });
}
