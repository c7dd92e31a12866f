import { expectAccessible } from '../support/accessibility';
import type { Agent, Desk } from '../support/desk';
import { LOOKS, shows, speak } from '../support/looks';
import { expect, test } from '../support/test';
import { TicketPage } from '../support/ticket-page';

const PROMO = {
  subject: 'Gagnez une lampe',
  text: 'Cliquez ici pour gagner une lampe.',
  from: 'promo@spam.test',
  name: 'Promo Lampes',
};

/** Puts the next mails of a sender aside: what they asked first was spam. */
async function silencePromo(desk: Desk, admin: Agent) {
  const ticket = await desk.addTicket(admin, PROMO);
  await admin.api.call('PUT', `/tickets/${ticket}/mark_as_spam`);
  await desk.receive({ ...PROMO, subject: 'Dernière chance', text: 'Plus que deux jours.' });
  await desk.receive({
    ...PROMO,
    subject: 'Une vraie question',
    text: 'Avez-vous reçu mon colis ?',
  });
  await expect.poll(() => suspendedCount(admin)).toBe(2);
  return ticket;
}

const suspendedCount = async (by: Agent) =>
  (await by.api.call<{ count: number }>('GET', '/suspended_tickets')).count;

const ticketCount = async (by: Agent) =>
  (await by.api.call<{ count: number }>('GET', '/tickets')).count;

test('mail that was put aside is looked at, recovered or deleted, with a moment to take it back', async ({
  desk,
}) => {
  const admin = await desk.setUp();
  await silencePromo(desk, admin);
  const page = await desk.openFor(admin);
  const { keyboard } = page;
  const views = page.getByRole('navigation', { name: 'Views' });
  await expect(views.getByRole('link', { name: 'Suspended 2' })).toBeVisible();
  await keyboard.press('g');
  await keyboard.press('x');
  await expect(page.getByRole('heading', { name: 'Suspended tickets' })).toBeVisible();
  const question = page.getByRole('button', { name: /Une vraie question/ });
  await expect(question).toBeVisible();
  // A page that has just come may still be taking up its keys.
  await expect(async () => {
    await keyboard.press('k');
    await expect(page.locator('[data-pointed]')).toContainText('Une vraie question', {
      timeout: 500,
    });
  }).toPass();
  await keyboard.press('o');
  await expect(page.getByText('Avez-vous reçu mon colis ?').last()).toBeVisible();
  await expect(page.getByText('Sender suspended').first()).toBeVisible();
  await expectAccessible(page);

  await keyboard.press('r');
  await expect(question).toBeHidden();
  await keyboard.press('z');
  await expect(question).toBeVisible();
  await expect.poll(() => suspendedCount(admin)).toBe(2);
  await page.getByRole('button', { name: 'Recover', exact: true }).click();
  await page.getByRole('checkbox', { name: /Dernière chance/ }).check();
  await keyboard.press('#');
  // The second notice ends the first one's time: what it told of is done.
  await expect.poll(() => ticketCount(admin)).toBe(1);
  await page.reload();
  await expect(page.getByText('No mail is set aside')).toBeVisible();
  expect(await suspendedCount(admin)).toBe(0);
});

test('a ticket is marked as spam or deleted by key, and comes back with one more', async ({
  desk,
}) => {
  const admin = await desk.setUp();
  const promo = await desk.addTicket(admin, PROMO);
  await desk.addTicket(admin, { subject: 'Lampe Halo fêlée', text: 'Bonjour.' });
  const ticket = new TicketPage(await desk.openFor(admin, `/tickets/${promo}`));
  const { page } = ticket;
  const sender = async () => {
    const found = await admin.api.call<{ users: { suspended: boolean }[] }>(
      'GET',
      `/users/search?query=${PROMO.from}`,
    );
    return found.users[0]?.suspended;
  };
  await expect(ticket.message('Cliquez ici')).toBeVisible();
  await page.keyboard.press('!');
  await expect(ticket.toast('Marked as spam, sender suspended')).toBeVisible();
  await expect(page.getByRole('link', { name: /Gagnez une lampe/ })).toBeHidden();
  expect(await sender()).toBe(true);
  await page.keyboard.press('z');
  await expect(page.getByRole('link', { name: /Gagnez une lampe/ })).toBeVisible();
  await expect.poll(sender).toBe(false);

  await page.getByRole('link', { name: /Gagnez une lampe/ }).click();
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: /Delete ticket/ }).click();
  await expect(ticket.toast('Ticket deleted')).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('d');
  await page.getByRole('button', { name: `Restore #${promo}` }).click();
  await expect(ticket.toast('Ticket restored')).toBeVisible();
  await page.keyboard.press('z');
  await page.getByRole('button', { name: `Remove #${promo} for good` }).click();
  const dialog = page.getByRole('dialog', { name: 'Remove this ticket for good?' });
  await dialog.getByRole('button', { name: 'Remove for good' }).click();
  await expect(page.getByText('No ticket was deleted')).toBeVisible();

  await page.goto('/');
  await page.getByRole('checkbox').first().check();
  await page.keyboard.press('#');
  await expect(ticket.toast('Ticket deleted')).toBeVisible();
  await expect.poll(() => ticketCount(admin)).toBe(0);
});

for (const look of LOOKS) {
  test(`screens of what was set aside, ${look.name}`, async ({ desk }) => {
    const admin = await desk.setUp();
    await speak(admin, look);
    await silencePromo(desk, admin);
    const page = await desk.openFor(admin, '/suspended', look.options);
    await page.getByRole('button', { name: /Une vraie question/ }).click();
    await shows(page, 'suspended', look);
    await page.getByRole('checkbox').first().check();
    await shows(page, 'suspended-selected', look);
    await page.goto('/deleted');
    await expect(page.getByRole('checkbox').first()).toBeVisible();
    await shows(page, 'deleted', look);
  });
}
