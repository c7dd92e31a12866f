import { expect, test } from '../support/test';
import { TicketPage } from '../support/ticket-page';

const LAMP = { subject: 'Lampe Halo fêlée', text: 'Bonjour, mon abat-jour est arrivé fêlé.' };

test('a reply leaves, a note stays inside', async ({ desk }) => {
  const admin = await desk.setUp();
  const id = await desk.addTicket(admin, LAMP);
  const ticket = new TicketPage(await desk.openFor(admin, `/tickets/${id}`));

  await ticket.writeNote('Il en reste six.');
  await ticket.page.getByRole('button', { name: 'Add note' }).click();
  await expect(ticket.message('Il en reste six.')).toContainText('Internal note');

  await ticket.page.getByRole('button', { name: 'Reply', exact: true }).click();
  await ticket.write('Nous vous en envoyons un autre.');
  await ticket.send();
  await expect(ticket.message('Nous vous en envoyons un autre.')).toBeVisible();
  await expect(ticket.page.getByRole('button', { name: /Pending/ }).first()).toBeVisible();

  await expect.poll(() => mails(desk.postbox.messages), { timeout: 30_000 }).toContain('autre');
  expect(mails(desk.postbox.messages)).not.toContain('reste six');
});

test('a reply that is taken back is a draft again and never leaves', async ({ desk }) => {
  const admin = await desk.setUp();
  const id = await desk.addTicket(admin, LAMP);
  const ticket = new TicketPage(await desk.openFor(admin, `/tickets/${id}`));
  const before = desk.postbox.messages.length;

  await ticket.write('Trop vite parti.');
  await ticket.send();
  await expect(ticket.message('Trop vite parti.')).toBeVisible();
  await ticket.page.getByRole('button', { name: /^Undo/ }).click();
  await expect(ticket.editor).toContainText('Trop vite parti.');
  await expect(ticket.message('Trop vite parti.')).toHaveCount(0);

  await ticket.page.keyboard.press('Control+a');
  await ticket.editor.fill('La bonne réponse.');
  await ticket.send();
  await expect.poll(() => mails(desk.postbox.messages), { timeout: 30_000 }).toContain('bonne');
  expect(mails(desk.postbox.messages.slice(before))).not.toContain('Trop vite');
});

test('who is put in copy is suggested while one types', async ({ desk }) => {
  const admin = await desk.setUp();
  const id = await desk.addTicket(admin, LAMP);
  const priya = { from: 'priya@example.com', name: 'Priya Raman' };
  await desk.addTicket(admin, { subject: 'Dimmer', text: 'Which one fits?', ...priya });
  const { page } = new TicketPage(await desk.openFor(admin, `/tickets/${id}`));

  await page.getByRole('button', { name: 'Cc', exact: true }).click();
  await page.keyboard.type('pri');
  await expect(page.getByRole('option', { name: /Priya Raman/ })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Remove priya@example.com' })).toBeVisible();
});

test('a draft survives a reload', async ({ desk }) => {
  const admin = await desk.setUp();
  const id = await desk.addTicket(admin, LAMP);
  const ticket = new TicketPage(await desk.openFor(admin, `/tickets/${id}`));
  await ticket.write('Une réponse commencée');
  await expect
    .poll(async () => (await draftsOf(desk.url, ticket)).join())
    .toContain('Une réponse commencée');
  await ticket.page.reload();
  await expect(ticket.editor).toContainText('Une réponse commencée');
});

/** What the server holds as drafts of the ticket on the page. */
async function draftsOf(url: string, { page }: TicketPage): Promise<string[]> {
  const id = /tickets\/(\d+)/.exec(page.url())?.[1];
  const response = await page.request.get(`${url}/api/v2/tickets/${id}/drafts`);
  const { drafts } = (await response.json()) as { drafts: { html_body: string }[] };
  return drafts.map((draft) => draft.html_body);
}

/** All mails as one text, as far as lines are only broken by their encoding. */
function mails(messages: readonly string[]): string {
  return messages.join('\n').replace(/=\r?\n/g, '');
}
