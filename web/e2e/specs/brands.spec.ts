import { LOOKS, shows, speak } from '../support/looks';
import { expect, test } from '../support/test';
import { TicketPage } from '../support/ticket-page';

const PAPER = 'papier@atelier-lumen.test';
/** One white dot. */
const DOT = Buffer.from('R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs=', 'base64');

test('an admin makes a second brand, and mail to its address is answered under its name', async ({
  desk,
}) => {
  const admin = await desk.setUp();
  const page = await desk.openFor(admin, '/settings/brands');
  await expect(page.getByText('One brand so far')).toBeVisible();
  await page.getByRole('button', { name: 'Add brand' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name of the brand' }).fill('Papier & Cie');
  await dialog
    .locator('input[type=file]')
    .setInputFiles({ name: 'logo.gif', mimeType: 'image/gif', buffer: DOT });
  await expect(dialog.getByRole('region', { name: 'What customers see' })).toContainText(
    'Papier & Cie',
  );
  await expect(dialog.getByRole('status', { name: 'How a mail of yours would end' })).toContainText(
    'Papier & Cie',
  );
  await dialog.getByRole('textbox', { name: 'Subdomain' }).fill('pa.pier');
  await dialog.getByRole('button', { name: 'Create brand' }).click();
  await expect(dialog.getByText('Letters, digits and hyphens')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Subdomain' }).fill('');
  await dialog.getByRole('button', { name: 'Create brand' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('listitem').filter({ hasText: 'Papier & Cie' })).toBeVisible();

  const { brands } = await admin.api.call<{ brands: { id: number; name: string }[] }>(
    'GET',
    '/brands',
  );
  const id = brands.find((brand) => brand.name === 'Papier & Cie')?.id;
  await admin.api.call('POST', '/mailboxes', { mailbox: { address: PAPER, brand_id: id } });
  await desk.receive(
    { subject: 'Carnet déchiré', text: 'Bonjour, il est déchiré.' },
    { to: PAPER },
  );
  await page.goto('/');
  await page.getByRole('link', { name: 'Unassigned' }).first().click();
  const ticket = new TicketPage(page);
  await ticket.open('Carnet déchiré');
  const details = page.getByRole('complementary', { name: 'Details' });
  await expect(details.getByText('Papier & Cie')).toBeVisible();
  await ticket.write('Nous vous en envoyons un autre.');
  await ticket.send();
  await expect
    .poll(() => desk.postbox.messages.join(), { timeout: 30_000 })
    .toContain(`From: "Papier & Cie" <${PAPER}>`);
});

test('a desk with one brand shows none, and a removed brand leaves its tickets to the default', async ({
  desk,
}) => {
  const admin = await desk.setUp();
  const id = await desk.addTicket(admin, { subject: 'Lampe', text: 'Bonjour.' });
  const page = await desk.openFor(admin, `/tickets/${id}`);
  const details = page.getByRole('complementary', { name: 'Details' });
  await expect(details.getByText('Priority').first()).toBeVisible();
  await expect(details.getByText('Brand')).toHaveCount(0);

  await admin.api.call('POST', '/brands', { brand: { name: 'Papier' } });
  await expect(details.getByText('Brand', { exact: true }).first()).toBeVisible();
  await details.getByRole('button', { name: /Brand/ }).click();
  await page.getByRole('option', { name: 'Papier' }).click();
  await expect(details.getByText('Papier')).toBeVisible();

  await page.goto('/settings/brands');
  await page.getByRole('button', { name: 'Remove Papier' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove brand' }).click();
  await expect(page.getByText('One brand so far')).toBeVisible();
  await expect
    .poll(async () => {
      const { ticket } = await admin.api.call<{ ticket: { brand_id: number } }>(
        'GET',
        `/tickets/${id}`,
      );
      return ticket.brand_id;
    })
    .toBe(1);
});

for (const look of LOOKS) {
  test(`screens of brands, ${look.name}`, async ({ desk }) => {
    const admin = await desk.setUp();
    await speak(admin, look);
    const page = await desk.openFor(admin, '/settings/brands', look.options);
    await expect(page.getByText('Atelier Lumen').last()).toBeVisible();
    await shows(page, 'settings-brands-one', look);
    const { brand } = await admin.api.call<{ brand: { id: number } }>('POST', '/brands', {
      brand: { name: 'Papier & Cie', color: '#6a4fcf', host_mapping: 'aide.papier.test' },
    });
    await admin.api.call('POST', '/mailboxes', {
      mailbox: { address: PAPER, brand_id: brand.id },
    });
    await page.reload();
    await expect(page.getByText(PAPER)).toBeVisible();
    await shows(page, 'settings-brands', look);
    await page.getByRole('button', { name: /(Change|Modifier) Papier/ }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await shows(page, 'dialog-brand', look);
    await page.keyboard.press('Escape');
    const id = await desk.addTicket(admin, { subject: 'Lampe Halo', text: 'Bonjour.' });
    await admin.api.call('PUT', `/tickets/${id}`, { ticket: { brand_id: brand.id } });
    await page.goto(`/tickets/${id}`);
    await expect(page.getByRole('heading', { name: 'Lampe Halo' }).first()).toBeVisible();
    await shows(page, 'ticket-of-brand', look);
    await page.goto('/tickets/new');
    await shows(page, 'new-ticket-brand', look);
  });
}
