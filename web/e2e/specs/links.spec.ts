import { expectAccessible } from '../support/accessibility';
import type { Agent, Desk } from '../support/desk';
import { LOOKS, shows, speak } from '../support/looks';
import { expect, test } from '../support/test';
import { TicketPage } from '../support/ticket-page';

const LOT = { subject: 'Abat-jours Halo fêlés, lot 1126', text: 'Tout le lot semble touché.' };
const LAMP = { subject: 'Lampe Halo arrivée fêlée', text: 'Bonjour, mon abat-jour est fêlé.' };
const PRIYA = { from: 'priya@example.com', name: 'Priya Raman' };

const link = (by: Agent, id: number, kind: string, ticket_id: number) =>
  by.api.call('POST', `/tickets/${id}/links`, { link: { kind, ticket_id } });

test('a ticket gets children and relatives, and solving it warns of what is open', async ({
  desk,
}) => {
  const admin = await desk.setUp();
  const lot = await desk.addTicket(admin, LOT);
  const lamp = await desk.addTicket(admin, { ...LAMP, ...PRIYA });
  const ticket = new TicketPage(await desk.openFor(admin, `/tickets/${lot}`));
  const { page } = ticket;
  const details = page.getByRole('complementary', { name: 'Details' });
  await expect(ticket.message('Tout le lot')).toBeVisible();
  await page.keyboard.press('3');
  await details.getByRole('button', { name: 'Link a ticket' }).click();
  await page.keyboard.type(String(lamp));
  await page.getByRole('option', { name: /Lampe Halo/ }).click();
  const related = details.getByRole('region', { name: 'Linked' });
  await expect(related.getByRole('link', { name: /Lampe Halo/ })).toBeVisible();
  await expectAccessible(page);
  await related.getByRole('button', { name: `Unlink #${lamp}` }).click();
  await expect(related.getByRole('link')).toHaveCount(0);
  await page.keyboard.press('z');
  await expect(related.getByRole('link', { name: /Lampe Halo/ })).toBeVisible();

  await details.getByRole('button', { name: 'New child ticket' }).click();
  await expect(page.getByRole('heading', { name: `Child of #${lot}` })).toBeVisible();
  await expect(page.getByLabel('Subject')).toHaveValue(LOT.subject);
  await page.getByLabel('Subject').fill('Demander un remboursement au fabricant');
  await page.getByRole('textbox', { name: 'Write the message' }).click();
  await page.keyboard.type('Le lot entier est à reprendre.');
  await page.keyboard.press('Control+Enter');
  await expect(ticket.message('à reprendre')).toBeVisible();
  await details.getByRole('tab', { name: 'Related' }).click();
  const parent = details.getByRole('region', { name: 'Part of' });
  await expect(parent).toContainText(`#${lot}`);
  await parent.getByRole('link', { name: 'Open', exact: true }).click();
  const children = details.getByRole('region', { name: 'Child tickets' });
  await expect(children.getByRole('heading')).toContainText('0/1');
  await expect(children.getByRole('link', { name: /remboursement/ })).toBeVisible();
  await page.keyboard.press('e');
  await expect(ticket.toast('Solved, 1 child ticket is not')).toBeVisible();
});

test('a message becomes a ticket of its own, and that can be undone', async ({ desk }) => {
  const admin = await desk.setUp();
  const id = await desk.addTicket(admin, LAMP);
  const ticket = new TicketPage(await desk.openFor(admin, `/tickets/${id}`));
  const { page } = ticket;
  const split = async (subject: string) => {
    await ticket.message('abat-jour est fêlé').hover();
    await page.getByRole('button', { name: 'Message from Thomas Morel' }).click();
    await page.getByRole('menuitem', { name: 'Split into a new ticket' }).click();
    await page.getByRole('textbox', { name: 'Subject' }).fill(subject);
    await page.getByRole('button', { name: 'Create ticket' }).click();
    await expect(page.getByRole('heading', { name: subject }).first()).toBeVisible();
  };
  await split('Remplacement de l’abat-jour');
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect(page.getByRole('heading', { name: LAMP.subject }).first()).toBeVisible();
  await split('Encore un abat-jour');
  await page.keyboard.press('3');
  const details = page.getByRole('complementary', { name: 'Details' });
  await details
    .getByRole('region', { name: 'Linked' })
    .getByRole('link', { name: /Lampe Halo/ })
    .click();
  await expect(page.getByText(/A message became #\d+/).first()).toBeVisible();
});

test('a new ticket that repeats an open one is noticed while it is written', async ({ desk }) => {
  const admin = await desk.setUp();
  const id = await desk.addTicket(admin, LAMP);
  const page = await desk.openFor(admin, '/tickets/new');
  await page.getByLabel('Requester', { exact: true }).fill('claire.dubreuil@example.com');
  const similar = page.getByRole('region', { name: 'Tickets like this one' });
  await expect(similar).toContainText('This person has an open ticket');
  await page.getByLabel('Subject').fill('Facture');
  await expect(similar).toBeHidden();
  await page.getByLabel('Subject').fill('Halo fêlée');
  await expect(similar).toContainText('There is an open ticket like this already');
  await expectAccessible(page);
  await similar.getByRole('link', { name: /Lampe Halo/ }).click();
  await expect(page).toHaveURL(new RegExp(`/tickets/${id}$`));
});

async function fill(desk: Desk, admin: Agent) {
  const lot = await desk.addTicket(admin, LOT);
  const lamp = await desk.addTicket(admin, { ...LAMP, ...PRIYA });
  const refund = await desk.addTicket(admin, {
    ...LAMP,
    subject: 'Remboursement par le fabricant',
  });
  const done = await desk.addTicket(admin, { ...LAMP, subject: 'Avertir les clients du lot' });
  await admin.api.call('PUT', `/tickets/${done}`, { ticket: { status: 'solved' } });
  await link(admin, lot, 'child', refund);
  await link(admin, lot, 'child', done);
  await link(admin, refund, 'related', lamp);
  return { lot, refund };
}

for (const look of LOOKS) {
  test(`screens of links, ${look.name}`, async ({ desk }) => {
    const admin = await desk.setUp();
    await speak(admin, look);
    const { lot, refund } = await fill(desk, admin);
    const page = await desk.openFor(admin, '/', look.options);
    for (const [name, id] of Object.entries({ 'links-parent': lot, 'links-child': refund })) {
      await page.goto(`/tickets/${id}`);
      await expect(page.getByRole('article').last()).toBeVisible();
      if (look.name === 'phone') {
        await page.getByRole('button', { name: 'Show details' }).tap();
        await page.getByRole('img', { name: 'Related' }).tap();
      } else await page.keyboard.press('3');
      await expect(page.getByText(/Remboursement par|Lampe Halo arrivée/).last()).toBeVisible();
      await shows(page, name, look);
    }
    await page.goto('/tickets/new');
    const requester = look.locale === 'fr' ? 'Demandeur' : 'Requester';
    await page.getByLabel(requester, { exact: true }).fill('claire.dubreuil@example.com');
    await page.keyboard.press('Tab');
    await expect(page.getByRole('link', { name: /Remboursement par/ }).last()).toBeVisible();
    await shows(page, 'similar-tickets', look);
  });
}
