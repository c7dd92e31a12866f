import { DESK_ADDRESS, PASSWORD } from '../support/desk';
import { expect, test } from '../support/test';
import { TicketPage } from '../support/ticket-page';

test('from an empty server to the first mail answered', async ({ desk }) => {
  const page = await desk.open();

  await expect(page.getByRole('heading', { name: 'Who is at the counter?' })).toBeVisible();
  await page.getByLabel('First name').fill('Thomas');
  await page.getByLabel('Last name').fill('Morel');
  await page.getByLabel('Work e-mail').fill('thomas@atelier-lumen.test');
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await page.getByLabel('Company').fill('Atelier Lumen');
  await page.getByRole('button', { name: 'Continue' }).click();

  await expect(page.getByRole('heading', { name: 'Connect your mailbox' })).toBeVisible();
  await page.getByRole('button', { name: 'Skip for now' }).click();

  await expect(page.getByRole('heading', { name: 'Who answers with you?' })).toBeVisible();
  await page.reload();
  await page.getByLabel('Add an e-mail, or paste a list').fill('ines@atelier-lumen.test');
  await page.keyboard.press('Enter');
  const steps = page.getByRole('list', { name: 'Set-up' });
  await expect(steps.getByRole('link', { name: 'Do it now' })).toBeVisible();
  await page.getByRole('button', { name: 'Create 1 link' }).click();
  await expect(page.getByText('cannot send mail yet')).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'ines@' })).toContainText(
    '/invitation/',
  );
  await page.getByRole('button', { name: 'Continue' }).click();

  await expect(page.getByRole('heading', { name: 'The counter is open' })).toBeVisible();
  // As whoever runs the server does, beside it.
  const relay = ['--host', '127.0.0.1', '--port', String(desk.postbox.port), '--security', 'none'];
  await desk.program.run('relay', 'set', ...relay);
  await desk.program.run('mailbox', 'add', '--address', DESK_ADDRESS);
  await page.getByRole('button', { name: /^Open the workspace/ }).click();
  await expect(page.getByRole('link', { name: 'All open' })).toBeVisible();
  await page.getByRole('link', { name: 'All open' }).click();

  await desk.receive({
    subject: 'Quelle ampoule pour la suspension Nacre ?',
    text: 'E14 ou E27 ?',
  });
  const ticket = new TicketPage(page);
  await ticket.open('Quelle ampoule pour la suspension Nacre ?');
  await ticket.write('E27, avec un culot à vis.');
  await ticket.send();
  await expect(ticket.toast('Reply sent on')).toBeVisible();

  await expect.poll(() => desk.postbox.messages.length, { timeout: 30_000 }).toBe(1);
  const [answer = ''] = desk.postbox.messages;
  expect(answer).toContain('claire.dubreuil@example.com');
  expect(answer).toContain(DESK_ADDRESS);
  expect(answer).toMatch(/^In-Reply-To:/im);
});

test('pasted addresses are all read, and what is none stays to be mended', async ({ desk }) => {
  const admin = await desk.setUp();
  const page = await desk.openFor(admin, '/settings/people');
  await page.getByRole('button', { name: 'Invite' }).click();
  const dialog = page.getByRole('dialog');
  const field = dialog.getByRole('textbox');
  await field.fill('ines@atelier-lumen.test; marc@lumen, thomas@atelier-lumen.test');
  await field.press('Enter');
  await expect(
    dialog.getByRole('alert').filter({ hasText: 'marc@lumen is no address' }),
  ).toContainText('thomas@atelier-lumen.test is a colleague already');
  await expect(field).toHaveValue('marc@lumen');

  await dialog.getByRole('button', { name: 'Send 1 invitation' }).click();
  await expect(field).toHaveValue('marc@lumen');
  await field.fill('marc@lumen.test');
  await dialog.getByRole('button', { name: /^Send/ }).click();
  await expect(dialog.getByRole('button', { name: /^Copy the link for/ })).toHaveCount(2);
});

test('once outgoing mail is set, invitations are mailed', async ({ desk }) => {
  const admin = await desk.createAccount();
  const page = await desk.openFor(admin, '/settings/mailboxes');
  await expect(page.getByRole('note')).toContainText('Outgoing mail is not set yet');
  await page.getByRole('button', { name: 'Set server' }).click();
  const dialog = page.getByRole('dialog', { name: 'Outgoing mail' });
  await dialog.getByLabel('Server', { exact: true }).fill('127.0.0.1');
  await dialog.getByLabel('Port').fill(String(desk.postbox.port));
  await dialog.getByLabel('Security').first().click();
  await page.getByRole('option', { name: 'None' }).click();
  await dialog.getByRole('button', { name: 'Test', exact: true }).click();
  await expect(dialog.getByRole('img', { name: 'Works' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('note')).toBeHidden();

  await page.getByRole('link', { name: 'Colleagues' }).click();
  await page.getByRole('button', { name: 'Invite' }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('ines@atelier-lumen.test');
  await page.getByRole('button', { name: /^Send/ }).click();
  await expect.poll(() => desk.postbox.messages.join(), { timeout: 30_000 }).toContain('ines@');

  await page.getByRole('button', { name: 'Close' }).last().click();
  await page.getByRole('link', { name: 'Mailboxes' }).click();
  await page.getByRole('button', { name: 'Remove 127.0.0.1' }).click();
  await page.getByRole('button', { name: 'Remove server' }).click();
  await expect(page.getByRole('note')).toContainText('Outgoing mail is not set yet');
});

test('what is wrong with a field is said beside it', async ({ desk }) => {
  const page = await desk.open('/setup');
  await page.getByRole('textbox', { name: 'Password' }).fill('short');
  await page.getByLabel('Work e-mail').fill('thomas');
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByText('Use 8 characters or more')).toBeVisible();
  await expect(page.getByText('Write an address like name@example.com')).toBeVisible();
  await expect(page.getByLabel('First name')).toHaveAccessibleDescription('Write something here');
});

test('a mailbox that cannot be reached says so, and can be skipped', async ({ desk }) => {
  const admin = await desk.setUp();
  const page = await desk.openFor(admin, '/settings/mailboxes');
  await page.getByRole('button', { name: 'Add mailbox' }).click();
  await page.getByLabel('Support address').fill('help@desk.invalid');
  await page.getByRole('button', { name: 'Find servers' }).click();
  await page.getByRole('textbox', { name: 'Mailbox password' }).fill('secret');
  await page.getByRole('button', { name: 'Test', exact: true }).click();
  const checks = page.getByRole('dialog').getByRole('listitem');
  await expect(
    checks.filter({ hasText: 'Receiving' }).getByRole('img', { name: 'Failed' }),
  ).toBeVisible({
    timeout: 40_000,
  });
  await expect(page.getByRole('group', { name: 'Receiving (IMAP)' })).toBeVisible();
});

test('the first visit to an empty server asks for nothing that is refused', async ({ desk }) => {
  const page = await desk.open('/sign-in');
  const refused: string[] = [];
  page.on('response', (response) => {
    if (response.status() >= 400) refused.push(response.url());
  });
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Who is at the counter?' })).toBeVisible();
  expect(refused).toEqual([]);
});
