import { expectAccessible } from '../support/accessibility';
import type { Agent, Desk } from '../support/desk';
import { LOOKS, shows, speak } from '../support/looks';
import { expect, test } from '../support/test';
import { TicketPage } from '../support/ticket-page';

const PRIYA = { from: 'priya@example.com', name: 'Priya Raman' };

async function ticketOf(by: Agent, id: number) {
  const { ticket } = await by.api.call<{
    ticket: { status: string; requester_id: number; problem_id: number | null };
  }>('GET', `/tickets/${id}`);
  return ticket;
}

const change = (by: Agent, id: number, ticket: object) =>
  by.api.call('PUT', `/tickets/${id}`, { ticket });

/** A problem, and two tickets that may come from it. */
async function fill(desk: Desk, admin: Agent) {
  const problem = await desk.addTicket(admin, {
    subject: 'Abat-jours Halo fêlés, lot 1126',
    text: 'Tout le lot semble touché.',
    ...PRIYA,
  });
  await change(admin, problem, { type: 'problem' });
  const first = await desk.addTicket(admin, {
    subject: 'Lampe Halo arrivée fêlée',
    text: 'Bonjour, mon abat-jour est fêlé.',
  });
  const second = await desk.addTicket(admin, {
    subject: 'Halo : abat-jour cassé',
    text: 'Le mien est cassé aussi.',
    from: 'jonas@example.com',
    name: 'Jonas Weber',
  });
  return { problem, first, second };
}

test('incidents are tied to their problem, and get the answer that solves it', async ({ desk }) => {
  const admin = await desk.setUp();
  const { problem, first, second } = await fill(desk, admin);
  await change(admin, second, { type: 'incident', problem_id: problem });
  const ticket = new TicketPage(await desk.openFor(admin, `/tickets/${first}`));
  const { page } = ticket;
  const details = page.getByRole('complementary', { name: 'Details' });
  await details.getByRole('button', { name: 'Type' }).click();
  await page.getByRole('option', { name: 'Incident' }).click();
  await details.getByRole('button', { name: 'Problem' }).click();
  await page.getByRole('option', { name: /lot 1126/ }).click();
  const link = details.getByRole('link', { name: `#${problem}, Open` });
  await expect(link).toBeVisible();
  expect((await ticketOf(admin, first)).problem_id).toBe(problem);
  await expectAccessible(page);

  await link.click();
  await expect(details.getByRole('link', { name: /Halo : abat-jour cassé/ })).toBeVisible();
  await expect(details.getByText('solves 2 incidents with the same answer')).toBeVisible();
  await expect(page.getByText('the answer also goes to 2 incidents')).toBeVisible();
  await expectAccessible(page);
  await ticket.write('Un abat-jour neuf part demain.');
  await page.keyboard.press('Control+Shift+Enter');
  await expect.poll(async () => (await ticketOf(admin, first)).status).toBe('solved');
  await expect.poll(async () => (await ticketOf(admin, second)).status).toBe('solved');
});

test('a closed ticket is followed up, both point to each other; a ticket changes hands', async ({
  desk,
}) => {
  const admin = await desk.setUp();
  const { first } = await fill(desk, admin);
  await change(admin, first, { status: 'closed', tags: ['halo'] });
  const ticket = new TicketPage(await desk.openFor(admin, `/tickets/${first}`));
  const { page } = ticket;
  await expect(page.getByText('This ticket is closed')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('r');
  await expect(page.getByRole('heading', { name: `Follow-up of #${first}` })).toBeVisible();
  await expect(page.getByLabel('Requester', { exact: true })).toHaveValue('Claire Dubreuil');
  await expect(page.getByLabel('Subject')).toHaveValue('Lampe Halo arrivée fêlée');
  await page.getByRole('textbox', { name: 'Write the message' }).click();
  await page.keyboard.type('Bonjour Claire, la nouvelle est-elle bien arrivée ?');
  await page.keyboard.press('Control+Enter');
  await expect(ticket.message('bien arrivée')).toBeVisible();
  await expect(page.getByRole('button', { name: 'halo' })).toBeVisible();

  await page.getByRole('button', { name: 'Change requester' }).click();
  await page.keyboard.type('priya');
  await page.getByRole('option', { name: /Priya Raman/ }).click();
  const details = page.getByRole('complementary', { name: 'Details' });
  await expect(details.getByRole('link', { name: /Priya Raman/ })).toBeVisible();
  await expect(ticket.toast(/Undo/)).toBeVisible();
  await page.keyboard.press('z');
  await expect(details.getByRole('link', { name: /Claire Dubreuil/ })).toBeVisible();

  await page.getByRole('link', { name: `Follow-up of #${first}` }).click();
  await expect(page.getByRole('note').getByRole('link', { name: /^Followed up by/ })).toBeVisible();
});

for (const look of LOOKS) {
  test(`screens of related tickets, ${look.name}`, async ({ desk }) => {
    const admin = await desk.setUp();
    await speak(admin, look);
    const { problem, first, second } = await fill(desk, admin);
    for (const id of [first, second])
      await change(admin, id, { type: 'incident', problem_id: problem });
    const page = await desk.openFor(admin, `/tickets/${problem}`, look.options);
    const showDetails = async () => {
      await expect(page.getByRole('article').last()).toBeVisible();
      if (look.name === 'phone') await page.getByRole('button', { name: 'Show details' }).tap();
    };
    await showDetails();
    await expect(page.getByRole('link', { name: /Halo : abat-jour cassé/ }).last()).toBeVisible();
    await shows(page, 'problem', look);
    await page.goto(`/tickets/${first}`);
    await showDetails();
    await shows(page, 'incident', look);
    await change(admin, first, { status: 'closed' });
    await page.goto(`/tickets/${first}`);
    await expect(page.getByRole('note')).toBeVisible();
    await shows(page, 'closed', look);
  });
}
