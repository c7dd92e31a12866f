import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/accessibility';
import type { Agent, Desk } from '../support/desk';
import { LOOKS, shows, speak } from '../support/looks';
import { sendMail } from '../support/mail';
import { expect, test } from '../support/test';

const SUPPLIER = 'atelier@verrerie.test';

async function sendAtOnce(admin: Agent) {
  const settings = { desk: { undo_send_seconds: 1 } };
  await admin.api.call('PUT', '/account/settings', { settings });
}

function ticketOf(desk: Desk, agent: Agent) {
  return desk.addTicket(agent, {
    subject: 'Abat-jour fêlé',
    text: 'Bonjour, l’abat-jour de ma lampe Halo est fêlé.',
  });
}

/** The mail that makes it so many, its lines unfolded. */
async function mailOf({ postbox }: Desk, number: number): Promise<string> {
  await expect.poll(() => postbox.messages.length).toBeGreaterThanOrEqual(number);
  return (postbox.messages[number - 1] ?? '').replaceAll('=\r\n', '').replace(/\r\n[ \t]+/g, ' ');
}

const headerOf = (mail: string, name: string) =>
  new RegExp(`^${name}: (.*)$`, 'mi').exec(mail)?.[1]?.trim() ?? '';

/** The supplier answers, as their mail program writes it. */
async function answer(desk: Desk, mail: string, text: string) {
  await sendMail(desk.program.smtpPort, {
    from: { name: 'Verrerie Lang', address: SUPPLIER },
    to: headerOf(mail, 'Reply-To').match(/<(.+)>/)?.[1],
    subject: `Re: ${headerOf(mail, 'Subject')}`,
    inReplyTo: headerOf(mail, 'Message-ID'),
    text,
  });
}

async function writeTo(page: Page, subject: string, text: string) {
  await page.getByRole('combobox', { name: 'Add an address to To' }).fill(SUPPLIER);
  await page.keyboard.press('Enter');
  const field = page.getByRole('textbox', { name: 'Subject' });
  if (subject) await field.fill(subject);
  const editor = page.locator('.ProseMirror');
  await editor.click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type(text);
}

test('an agent asks a supplier beside the ticket, reads the answer there and closes it', async ({
  desk,
}) => {
  const admin = await desk.setUp();
  await sendAtOnce(admin);
  const ticket = await ticketOf(desk, admin);
  await expect.poll(() => desk.postbox.messages.length).toBe(1);
  const page = await desk.openFor(admin, `/tickets/${ticket}`);
  await expect(page.getByRole('article').last()).toBeVisible();
  await expect(page.getByText('Ask a supplier or a colleague by mail')).toBeVisible();

  await page.keyboard.press('d');
  await writeTo(page, 'Pièce de rechange', 'Avez-vous un abat-jour Halo ?');
  await page.keyboard.press('Control+Enter');
  const side = page.getByRole('button', { name: /Pièce de rechange/ });
  await expect(side).toContainText('Waiting since');
  const sent = await mailOf(desk, 2);
  expect(sent).not.toMatch(/Claire|Abat-jour f|lampe Halo est/);

  await answer(desk, sent, 'Oui, six en ivoire.');
  await expect(side).toContainText('Answered');
  await expect(side.getByRole('img', { name: 'New answer' })).toBeVisible();
  await page.getByRole('button', { name: 'Notifications, 1 unread' }).click();
  await page.getByRole('link', { name: /Verrerie Lang answered beside a ticket/ }).click();
  const view = page.getByRole('region', { name: 'Side conversation' });
  await expect(view.getByRole('article')).toHaveCount(2);
  await expect(view.getByText('Oui, six en ivoire.')).toBeVisible();
  await expect(side.getByRole('img', { name: 'New answer' })).toHaveCount(0);

  await page.keyboard.press('r');
  await page.keyboard.type('Envoyez-en deux.');
  await page.keyboard.press('Control+Enter');
  await expect(view.getByRole('article')).toHaveCount(3);
  expect(await mailOf(desk, 3)).toContain('Envoyez-en deux.');
  await view.getByRole('button', { name: 'Close', exact: true }).click();
  await expect(view.getByText('Thomas Morel closed this side conversation')).toBeVisible();
  await expectAccessible(page);
  await view.getByRole('button', { name: 'Back to the ticket' }).click();
  await expect(side).toContainText('Closed');
  await expect(page.getByRole('article')).toHaveCount(1);
});

test('a forwarded message takes its words and the chosen files, and can be called back', async ({
  desk,
}) => {
  const admin = await desk.setUp();
  await desk.receive(
    { subject: 'Abat-jour fêlé', text: 'Voici la facture et le plan.' },
    {
      attachments: [
        { filename: 'facture.txt', content: 'la facture' },
        { filename: 'plan.txt', content: 'le plan' },
      ],
    },
  );
  const page = await desk.openFor(admin, '/');
  await page.getByRole('link', { name: 'All open' }).click();
  await page.getByRole('link', { name: /Abat-jour fêlé/ }).click();
  await expect(page.getByRole('article').last()).toBeVisible();

  await page.keyboard.press('f');
  await expect(page.getByRole('textbox', { name: 'Subject' })).toHaveValue('Fwd: Abat-jour fêlé');
  await expect(page.locator('.ProseMirror')).toContainText('Voici la facture');
  await page.getByRole('button', { name: /plan\.txt/, pressed: true }).click();
  await writeTo(page, '', 'Pouvez-vous confirmer ?');
  await page.getByRole('button', { name: 'Send', exact: false }).last().click();
  await expect(page.getByRole('button', { name: /Fwd: Abat-jour fêlé/ })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.locator('.ProseMirror')).toContainText('Pouvez-vous confirmer ?');
  await expect(page.getByRole('button', { name: /Fwd: Abat-jour fêlé/ })).toHaveCount(0);

  await sendAtOnce(admin);
  await page.keyboard.press('Control+Enter');
  const sent = await mailOf(desk, 1);
  expect(headerOf(sent, 'To')).toContain(SUPPLIER);
  expect(sent).toContain('Pouvez-vous confirmer ?');
  expect(sent).toContain('facture.txt');
  expect(sent).not.toContain('plan.txt');
});

for (const look of LOOKS) {
  const say = (en: string, fr: string) => (look.locale === 'fr' ? fr : en);

  test(`screens of side conversations, ${look.name}`, async ({ desk }) => {
    const admin = await desk.setUp();
    await sendAtOnce(admin);
    await speak(admin, look);
    const ticket = await ticketOf(desk, admin);
    const write = (subject: string, body: string) =>
      admin.api.call<{ side_conversation: { id: string } }>(
        'POST',
        `/tickets/${ticket}/side_conversations`,
        { message: { subject, body, to: [{ name: 'Verrerie Lang', email: SUPPLIER }] } },
      );
    await write('Colissimo : réclamation casse', 'Le colis est arrivé ouvert.');
    await expect.poll(() => desk.postbox.messages.length).toBe(2);
    const { side_conversation: side } = await write(
      'Pièce de rechange',
      'Avez-vous un abat-jour Halo ?',
    );
    await answer(desk, await mailOf(desk, 3), 'Oui, il nous en reste six en ivoire.');
    const page = await desk.openFor(admin, `/tickets/${ticket}`, look.options);
    await expect(page.getByRole('article').last()).toBeVisible();
    if (look.name === 'phone') await page.getByRole('button', { name: 'Show details' }).tap();
    await expect(
      page.getByRole('img', { name: say('New answer', 'Nouvelle réponse') }),
    ).toBeVisible();
    await shows(page, 'side-conversations', look);
    await page.goto(`/tickets/${ticket}?side=${side.id}`);
    await expect(page.getByRole('article')).toHaveCount(2);
    await shows(page, 'side-conversation', look);
    await page.goto(`/tickets/${ticket}`);
    await page.getByRole('button', { name: say('More', 'Plus'), exact: true }).click();
    await page
      .getByRole('menuitem', {
        name: say('Forward the conversation', 'Transférer la conversation'),
      })
      .click();
    await expect(page.locator('.ProseMirror')).toContainText('Halo');
    await shows(page, 'forward', look);
  });
}
