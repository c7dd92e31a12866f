import type { Locator } from '@playwright/test';
import { expectAccessible } from '../support/accessibility';
import type { Agent, Desk } from '../support/desk';
import { LOOKS, shows, speak } from '../support/looks';
import { expect, test } from '../support/test';
import { TicketPage } from '../support/ticket-page';

const CARD = '4970 1012 3456 7890';
const BLOTS = '▇▇▇▇ ▇▇▇▇ ▇▇▇▇ ▇▇▇▇';
const INVOICE = Buffer.from('%PDF-1.4 the wrong invoice');

/** A mail that should not have been written so: with a card's number, and somebody else's invoice. */
async function receiveCard(desk: Desk, admin: Agent): Promise<number> {
  await desk.receive(
    { subject: 'Remboursement', text: '' },
    {
      html: `<p>Bonjour,</p><p>voici ma carte : <b>4970</b> 1012 3456 7890.</p><p>Merci d’avance.</p>`,
      attachments: [{ filename: 'facture-2214.pdf', content: INVOICE }],
    },
  );
  const newest = async () => {
    const { tickets } = await admin.api.call<{ tickets: { id: number }[] }>('GET', '/tickets');
    return tickets[0]?.id ?? 0;
  };
  await expect.poll(newest).toBeGreaterThan(0);
  return newest();
}

/** Selects a line of a message, as a pointer does. */
async function select(line: Locator) {
  await line.click({ clickCount: 3 });
}

test('words selected in a message are removed for good, on the ticket it was merged into too', async ({
  desk,
}) => {
  const admin = await desk.setUp();
  const source = await receiveCard(desk, admin);
  const survivor = await desk.addTicket(admin, { subject: 'Avoir', text: 'Bonjour.' });
  await admin.api.call('POST', `/tickets/${survivor}/merge`, { ids: [source] });
  const ticket = new TicketPage(await desk.openFor(admin, `/tickets/${survivor}`));
  const { page } = ticket;
  const message = ticket.message('voici ma carte');
  await select(message.getByText('voici ma carte'));
  await page.getByRole('toolbar', { name: 'Selected words' }).getByRole('button').click();
  const dialog = page.getByRole('dialog', { name: 'Redact words of this message' });
  const words = dialog.getByLabel('Words to blot out');
  await expect(words).toHaveValue(/voici ma carte : 4970 1012/);
  await words.fill('4970 1012 3456 7891');
  await expect(dialog.getByText('This is not in the message, letter for letter')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Redact for good' })).toBeDisabled();
  await words.fill(CARD);
  await expect(dialog.locator('mark')).toHaveText(BLOTS);
  await expect(dialog.getByText('The original mail is removed')).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Redact for good' }).click();
  await expect(ticket.toast('Redacted for good on')).toBeVisible();
  await expect(message).toContainText(BLOTS);
  await expect(message).not.toContainText('7890');
  await message.getByRole('button', { name: 'Message from Claire Dubreuil' }).click();
  await expect(page.getByRole('menuitem', { name: 'Copy link' })).toBeVisible();
  await expect(page.getByRole('menuitem', { name: 'Original message' })).toHaveCount(0);

  await page.goto(`/tickets/${source}`);
  await expect(page.getByText('Words of a message redacted')).toBeVisible();
});

test('a file is emptied, and words are redacted by keyboard alone', async ({ desk }) => {
  const admin = await desk.setUp();
  const id = await receiveCard(desk, admin);
  const ticket = new TicketPage(await desk.openFor(admin, `/tickets/${id}`));
  const { page } = ticket;
  const { keyboard } = page;
  const file = page.getByRole('link', { name: /facture-2214.pdf/ });
  const address = (await file.getAttribute('href')) ?? '';
  await page.getByRole('button', { name: 'File facture-2214.pdf' }).click();
  await page.getByRole('menuitem', { name: 'Redact file…' }).click();
  const asked = page.getByRole('dialog', { name: 'Redact facture-2214.pdf?' });
  await expect(asked).toContainText('the original mail are removed');
  await asked.getByRole('button', { name: 'Redact for good' }).click();
  await expect(page.getByRole('link', { name: /redacted.txt/ })).toBeVisible();
  await expect(file).toHaveCount(0);
  expect((await page.request.get(address)).status()).toBe(404);

  await keyboard.press('Control+k');
  await keyboard.type('redact words');
  await keyboard.press('Enter');
  await expect(page.getByLabel('Words to blot out')).toBeFocused();
  await keyboard.type(CARD);
  await keyboard.press('Tab');
  const forGood = page.getByRole('button', { name: 'Redact for good' });
  await forGood.focus();
  await keyboard.press('Enter');
  await expect(ticket.message(BLOTS)).toBeVisible();
});

for (const look of LOOKS) {
  test(`screens of redacting, ${look.name}`, async ({ desk }) => {
    const admin = await desk.setUp();
    await speak(admin, look);
    const id = await receiveCard(desk, admin);
    const page = await desk.openFor(admin, `/tickets/${id}`, look.options);
    const french = look.locale === 'fr';
    const line = page.getByText('voici ma carte').last();
    await expect(line).toBeVisible();
    await page.waitForLoadState('networkidle');
    await select(line);
    await page.getByRole('toolbar', { name: french ? 'Mots sélectionnés' : 'Selected words' });
    await shows(page, 'redaction-selection', look);
    await page
      .getByRole('toolbar')
      .getByRole('button', { name: /Redact|Occulter/ })
      .click();
    await page.getByRole('dialog').getByRole('textbox').fill(CARD);
    await expect(page.getByRole('dialog').locator('mark')).toHaveText(BLOTS);
    await shows(page, 'redaction-words', look);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /facture-2214.pdf/ }).click();
    await page.getByRole('menuitem').last().click();
    await shows(page, 'redaction-file', look);
  });
}
