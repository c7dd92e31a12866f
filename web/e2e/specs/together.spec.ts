import { expect, test } from '../support/test';
import { TicketPage } from '../support/ticket-page';

const LAMP = { subject: 'Lampe Halo fêlée', text: 'Bonjour, mon abat-jour est arrivé fêlé.' };

test('what one agent does, the other sees, and who is writing too', async ({ desk }) => {
  const thomas = await desk.setUp();
  const ines = await desk.addAgent(thomas, 'Inès Rahmani');
  const id = await desk.addTicket(thomas, LAMP);
  const his = new TicketPage(await desk.openFor(thomas, `/tickets/${id}`));
  const hers = new TicketPage(await desk.openFor(ines, `/tickets/${id}`));

  await expect(his.page.getByText('Inès is viewing')).toBeVisible();
  await hers.writeNote('Je regarde');
  await expect(his.page.getByText('Inès is writing a note')).toBeVisible();

  await hers.page.getByRole('button', { name: 'Add note' }).click();
  await expect(hers.message('Je regarde')).toBeVisible();
  await expect(his.message('Je regarde')).toBeVisible();
});

test('a customer’s answer holds the reply back until it is read', async ({ desk }) => {
  const thomas = await desk.setUp();
  const messageId = '<lampe-1@example.com>';
  await desk.receive(LAMP, { messageId });
  const ticket = new TicketPage(await desk.openFor(thomas, '/'));
  await ticket.page.getByRole('link', { name: 'All open' }).click();
  await ticket.open(LAMP.subject);
  await ticket.write('Nous envoyons un abat-jour.');
  const answer = { subject: `Re: ${LAMP.subject}`, text: 'Finalement, un avoir.' };
  await desk.receive(answer, { inReplyTo: messageId, references: messageId });
  await expect(ticket.page.getByText('Claire answered meanwhile')).toBeVisible();
  await ticket.page.getByRole('button', { name: 'Read', exact: true }).click();
  await expect(ticket.page.getByText('Claire answered meanwhile')).toBeHidden();
  await expect(ticket.editor).toContainText('Nous envoyons un abat-jour.');
});

test('of two changes of one field none is lost silently', async ({ desk }) => {
  const thomas = await desk.setUp();
  const ines = await desk.addAgent(thomas, 'Inès Rahmani');
  const id = await desk.addTicket(thomas, LAMP);
  const page = await desk.openFor(thomas, `/tickets/${id}`);
  const header = page.getByRole('heading', { name: LAMP.subject }).first();
  await expect(header).toBeVisible();

  // His change waits on the line while hers is made, as on a slow connection.
  const held = deferred();
  await page.route(`**/api/v2/tickets/${id}`, async (route) => {
    if (route.request().method() === 'PUT') await held.promise;
    await route.continue();
  });
  await page.keyboard.press('p');
  await page.getByRole('option', { name: 'High' }).click();
  await ines.api.call('PUT', `/tickets/${id}`, { ticket: { priority: 'urgent' } });
  held.resolve();

  await expect(page.getByRole('alert').filter({ hasText: 'Inès Rahmani changed' })).toBeVisible();
  await page.getByRole('button', { name: 'Save mine' }).click();
  await expect.poll(async () => (await ticketOf(ines, id)).priority).toBe('high');
});

async function ticketOf(
  { api }: { api: { call: <T>(m: string, p: string) => Promise<T> } },
  id: number,
) {
  return (await api.call<{ ticket: { priority: string } }>('GET', `/tickets/${id}`)).ticket;
}

function deferred() {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
