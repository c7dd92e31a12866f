import { LOOKS, shows, speak } from '../support/looks';
import { expect, test } from '../support/test';
import { TicketPage } from '../support/ticket-page';

const LAMP = { subject: 'Lampe Halo fêlée', text: 'Bonjour, mon abat-jour est arrivé fêlé.' };

test('a reply is put off, put off again, and written on when the customer writes first', async ({
  desk,
}) => {
  const thomas = await desk.setUp();
  const messageId = '<lampe-1@example.com>';
  await desk.receive(LAMP, { messageId });
  const ticket = new TicketPage(await desk.openFor(thomas, '/'));
  await ticket.page.getByRole('link', { name: 'All open' }).click();
  await ticket.open(LAMP.subject);
  await ticket.write('Votre abat-jour part lundi.');
  await ticket.page.getByRole('button', { name: 'Send options' }).click();
  await ticket.page.getByRole('menuitem', { name: /^Tomorrow morning/ }).click();
  const waiting = ticket.page.getByRole('article', { name: 'Scheduled reply' });
  await expect(waiting).toContainText('Votre abat-jour part lundi.');
  await expect(waiting).toContainText(/Leaves \w{3} 08:00/);
  await expect(ticket.editor).toBeEmpty();

  await waiting.getByRole('button', { name: 'Change the time' }).click();
  await ticket.page.getByRole('menuitem', { name: 'Pick a time' }).click();
  const dialog = ticket.page.getByRole('dialog', { name: 'Change the time' });
  await dialog.getByLabel('Day and time').fill('2020-01-01T09:00');
  await dialog.getByRole('button', { name: 'Schedule' }).click();
  await expect(dialog.getByText('Choose a time that is still ahead')).toBeVisible();
  const soon = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
  await dialog.getByLabel('Day and time').fill(`${soon}T09:00`);
  await dialog.getByRole('button', { name: 'Schedule' }).click();
  await expect(waiting).toContainText(/Leaves \d+ \w+ 09:00/);

  const answer = { subject: `Re: ${LAMP.subject}`, text: 'Finalement, un avoir.' };
  await desk.receive(answer, { inReplyTo: messageId, references: messageId });
  await expect(ticket.message('Finalement, un avoir.')).toBeVisible();
  await expect(waiting).toBeHidden();
  await expect(ticket.editor).toContainText('Votre abat-jour part lundi.');
  await ticket.page.getByRole('button', { name: /^Notifications/ }).click();
  await expect(ticket.page.getByText(/your scheduled reply is a draft again/)).toBeVisible();
});

test('a ticket is put away with a key, found among the snoozed, and brought back', async ({
  desk,
}) => {
  const thomas = await desk.setUp();
  await desk.receive(LAMP);
  const ticket = new TicketPage(await desk.openFor(thomas, '/'));
  const { page } = ticket;
  await page.getByRole('link', { name: 'All open' }).click();
  await ticket.open(LAMP.subject);
  await page.keyboard.press('h');
  await page.getByRole('menuitem', { name: /^Tomorrow morning/ }).click();
  await expect(page.getByText(/^Snoozed until \w{3} 08:00$/).first()).toBeVisible();
  const list = page.getByRole('region', { name: 'Tickets' });
  await expect(list.getByRole('link', { name: LAMP.subject })).toBeHidden();
  await page.keyboard.press('z');
  await expect(list.getByRole('link', { name: LAMP.subject })).toBeVisible();

  await page.getByRole('button', { name: /^Snooze/ }).click();
  await page.getByRole('menuitem', { name: 'Until they reply' }).click();
  await page.keyboard.press('g');
  await page.keyboard.press('h');
  await expect(page.getByRole('link', { name: /^Snoozed/ })).toContainText('1');
  await ticket.open(LAMP.subject);
  await page.getByRole('button', { name: /^Snooze/ }).click();
  await page.getByRole('menuitem', { name: 'Bring back now' }).click();
  await expect(page.getByRole('link', { name: /^Snoozed/ })).not.toContainText('1');
});

for (const look of LOOKS) {
  test(`screens of putting off, ${look.name}`, async ({ desk }) => {
    const say = (en: string, fr: string) => (look.locale === 'fr' ? fr : en);
    const admin = await desk.setUp();
    await speak(admin, look);
    const requester = { name: 'Claire Dubreuil', email: 'claire.dubreuil@example.com' };
    const comment = { body: LAMP.text };
    const made = await admin.api.call<{ ticket: { id: number } }>('POST', '/tickets', {
      ticket: { subject: LAMP.subject, requester, comment },
    });
    const { id } = made.ticket;
    const in_days = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
    const reply = { html_body: '<p>Bonjour Claire,</p><p>votre abat-jour est parti.</p>' };
    await admin.api.call('POST', `/tickets/${id}/scheduled_replies`, {
      scheduled_reply: { send_at: in_days(2), ticket: { status: 'solved', comment: reply } },
    });
    await admin.api.call('PUT', `/tickets/${id}/snooze`, { snooze: { until: in_days(3) } });
    const page = await desk.openFor(admin, `/tickets/${id}`, look.options);
    await expect(page.getByText(say('Snoozed until', 'En veille jusqu’à')).first()).toBeVisible();
    await shows(page, 'put-off', look);
  });
}
