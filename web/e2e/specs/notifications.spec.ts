import type { Agent } from '../support/desk';
import { expect, test } from '../support/test';
import { TicketPage } from '../support/ticket-page';

const LAMP = { subject: 'Lampe Halo fêlée', text: 'Bonjour, mon abat-jour est arrivé fêlé.' };

function note(by: Agent, id: number, comment: { body: string } | { html_body: string }) {
  return by.api.call('PUT', `/tickets/${id}`, {
    ticket: { comment: { ...comment, public: false } },
  });
}

test('who is mentioned hears of it at once and gets to the comment by keyboard', async ({
  desk,
}) => {
  const thomas = await desk.setUp();
  const ines = await desk.addAgent(thomas, 'Inès Rahmani');
  const id = await desk.addTicket(thomas, LAMP);
  const hers = await desk.openFor(ines, '/people');
  await expect(hers.getByRole('button', { name: 'Notifications', exact: true })).toBeVisible();

  const his = new TicketPage(await desk.openFor(thomas, `/tickets/${id}`));
  await his.writeNote('@ine');
  await expect(his.page.getByRole('option', { name: 'Inès Rahmani' })).toBeVisible();
  await his.page.keyboard.press('Enter');
  await his.page.keyboard.type('peux-tu regarder le stock ?');
  await his.page.getByRole('button', { name: 'Add note' }).click();
  await expect(his.message('@Inès Rahmani peux-tu regarder le stock ?')).toBeVisible();
  // So much that the mention is not at the end any more.
  for (let each = 1; each <= 12; each++) await note(thomas, id, { body: `Suite ${each}` });

  await expect(hers.getByRole('button', { name: 'Notifications, 13 unread' })).toBeVisible();
  await hers.keyboard.press('g');
  await hers.keyboard.press('n');
  const panel = hers.getByRole('dialog', { name: 'Notifications' });
  await expect(panel.getByRole('link').first()).toBeFocused();
  await expect(panel.getByRole('link').first()).toContainText('wrote on a ticket you follow');
  const mention = panel.getByRole('link', { name: /mentioned you/ });
  for (let each = 0; each < 12; each++) await hers.keyboard.press('ArrowDown');
  await expect(mention).toBeFocused();
  await hers.keyboard.press('Enter');

  const theirs = new TicketPage(hers);
  await expect(theirs.message('peux-tu regarder le stock ?')).toBeInViewport();
  await expect(theirs.message('peux-tu regarder le stock ?')).toBeFocused();
  await expect(hers.getByRole('button', { name: 'Notifications', exact: true })).toBeVisible();
  await expect(hers.getByTitle('Inès Rahmani')).toBeVisible();
});

test('an agent chooses what to be told, and reads the rest in one go', async ({ desk }) => {
  const thomas = await desk.setUp();
  const ines = await desk.addAgent(thomas, 'Inès Rahmani');
  const page = await desk.openFor(ines, '/settings/notifications');
  const saved = page.waitForResponse(
    (answer) => answer.url().endsWith('/preferences') && answer.request().method() === 'PUT',
  );
  await page.getByRole('switch', { name: 'Mentions' }).click();
  await saved;
  await page.getByRole('combobox', { name: 'What you have not read is mailed to you' }).click();
  await page.getByRole('option', { name: 'After an hour' }).click();
  await page.reload();
  await expect(page.getByRole('combobox')).toHaveValue('After an hour');

  const id = await desk.addTicket(thomas, LAMP);
  const mention = `<p><span data-mention="user-${ines.id}">@Inès</span> regarde</p>`;
  await note(thomas, id, { html_body: mention });
  const otherTab = await page.context().newPage();
  await otherTab.goto('/people');
  await expect(otherTab.getByRole('button', { name: 'Notifications, 1 unread' })).toBeVisible();
  await page.bringToFront();
  await page.getByRole('button', { name: 'Notifications, 1 unread' }).click();
  const panel = page.getByRole('dialog', { name: 'Notifications' });
  await expect(panel.getByText('wrote on a ticket you follow')).toBeVisible();
  await panel.getByRole('button', { name: 'Mark all as read' }).click();
  await expect(panel.getByRole('button', { name: 'Mark all as read' })).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Notifications', exact: true })).toBeFocused();
  await expect(otherTab.getByRole('button', { name: 'Notifications', exact: true })).toBeVisible();
});
