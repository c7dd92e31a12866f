import { LOOKS, shows, speak } from '../support/looks';
import { expect, test } from '../support/test';
import { TicketPage } from '../support/ticket-page';

const LAMP = { subject: 'Lampe Halo fêlée', text: 'Bonjour, mon abat-jour est arrivé fêlé.' };
const WORKSHOP = 'atelier@atelier-lumen.test';

test('what the settings say of sender and signature is shown before sending, and is what the customer gets', async ({
  desk,
}) => {
  const admin = await desk.setUp();
  const id = await desk.addTicket(admin, LAMP);
  const page = await desk.openFor(admin, '/settings/senders');
  await page.getByText('The agent’s and the mailbox’s').click();
  const signature = page.getByRole('textbox', { name: 'Signature of the desk' });
  await signature.fill('Atelier ');
  await page.getByRole('button', { name: 'Insert placeholder' }).click();
  await page.getByRole('menuitem', { name: /^Name of whoever answers/ }).click();
  await expect(signature).toHaveValue('Atelier {{agent.name}}');
  const preview = page.getByRole('status', { name: 'How a mail of yours would end' });
  await expect(preview).toContainText('Atelier Thomas Morel');
  await signature.fill('{{agent.nmae}}');
  await expect(preview).toContainText('not known');
  await signature.fill('Bien à vous,\n{{agent.name}}');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved')).toBeVisible();

  await page.goto(`/tickets/${id}`);
  const ticket = new TicketPage(page);
  await expect(page.getByRole('note', { name: 'Signature below the mail' })).toContainText(
    'Bien à vous, Thomas Morel',
  );
  await ticket.write('Nous vous en envoyons un autre.');
  await expect(ticket.editor).not.toContainText('Bien à vous');
  await ticket.send();
  await expect
    .poll(() => desk.postbox.messages.join(), { timeout: 30_000 })
    .toContain('From: "Thomas Morel (Atelier Lumen)"');
});

test('an agent answers from another address of theirs, and the ticket keeps it', async ({
  desk,
}) => {
  const admin = await desk.setUp();
  await admin.api.call('POST', '/mailboxes', { mailbox: { address: WORKSHOP, name: 'Atelier' } });
  const id = await desk.addTicket(admin, LAMP);
  const ticket = new TicketPage(await desk.openFor(admin, `/tickets/${id}`));
  await ticket.page.getByRole('button', { name: /^Answer from, aide@/ }).click();
  await ticket.page.getByRole('menuitem', { name: new RegExp(WORKSHOP) }).click();
  await ticket.write('Nous vous en envoyons un autre.');
  await ticket.send();
  await expect
    .poll(() => desk.postbox.messages.join(), { timeout: 30_000 })
    .toContain(`<${WORKSHOP}>`);
  await ticket.page.reload();
  await expect(ticket.page.getByRole('button', { name: `Answer from, ${WORKSHOP}` })).toBeVisible();
});

for (const look of LOOKS) {
  test(`screens of senders and signatures, ${look.name}`, async ({ desk }) => {
    const admin = await desk.setUp();
    await speak(admin, look);
    await admin.api.call('POST', '/mailboxes', {
      mailbox: { address: WORKSHOP, name: 'Atelier' },
    });
    await admin.api.call('POST', '/groups', {
      group: {
        name: 'Livraisons',
        signature: '{{agent.signature}}\n{{group.name}}, {{account.name}}',
      },
    });
    await admin.api.call('PUT', '/users/me', { user: { signature: 'Thomas\n01 23 45 67 89' } });
    await admin.api.call('PUT', '/account/settings', {
      settings: { desk: { signature: '{{agent.signature}}\n{{account.name}}' } },
    });
    const id = await desk.addTicket(admin, LAMP);
    const page = await desk.openFor(admin, '/settings/senders', look.options);
    await expect(page.getByText('01 23 45 67 89').first()).toBeVisible();
    await shows(page, 'settings-senders', look);
    await page.goto('/settings/profile');
    await shows(page, 'settings-profile-signature', look);
    await page.goto(`/tickets/${id}`);
    if (look.name === 'phone') {
      await page
        .getByRole('button', { name: /Reply|Répondre/ })
        .first()
        .click();
    }
    await expect(page.getByText('01 23 45 67 89')).toBeVisible();
    await shows(page, 'composer-senders', look);
  });
}
