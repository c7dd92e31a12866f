import { expect, test } from '../support/test';

const LAMP = { subject: 'Lampe Halo fêlée', text: 'Bonjour, mon abat-jour est arrivé fêlé.' };
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

test('an agent works in French, having chosen it before the first sign-in', async ({ desk }) => {
  const thomas = await desk.setUp();
  const ines = await desk.addAgent(thomas, 'Inès Rahmani', 'fr');
  const id = await desk.addTicket(ines, LAMP);
  const page = await desk.openFor(ines, `/tickets/${id}`);
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
  await page.getByRole('textbox', { name: 'Écrire une réponse' }).click();
  await page.keyboard.type('Nous vous en envoyons un autre.');
  await page.getByRole('button', { name: /^Envoyer : En attente/ }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Envoyé sur' })).toBeVisible();
});

test('an agent answers on a phone', async ({ desk }) => {
  const thomas = await desk.setUp();
  await desk.addTicket(thomas, LAMP);
  const page = await desk.openFor(thomas, '/', PHONE);
  await page.getByRole('link', { name: /Lampe Halo fêlée/ }).tap();
  await page.getByRole('button', { name: 'Reply to Claire' }).tap();
  await page.getByRole('textbox', { name: 'Write a reply' }).fill('Écrit au marché.');
  await page.getByRole('button', { name: 'Send', exact: true }).tap();
  await expect(page.getByRole('article').filter({ hasText: 'Écrit au marché.' })).toBeVisible();
});

test('a ticket that is not there leads back to the list on a phone', async ({ desk }) => {
  const thomas = await desk.setUp();
  await desk.addTicket(thomas, LAMP);
  const page = await desk.openFor(thomas, '/tickets/999999', PHONE);
  await expect(page.getByRole('alert')).toContainText('may not see it');
  await page.getByRole('button', { name: 'Back to list' }).tap();
  await expect(page.getByRole('link', { name: /Lampe Halo fêlée/ })).toBeVisible();
});

test('a ticket opened by its address stands beside the view used last', async ({ desk }) => {
  const thomas = await desk.setUp();
  const id = await desk.addTicket(thomas, LAMP);
  const page = await desk.openFor(thomas);
  await page.getByRole('link', { name: /^All open/ }).click();
  await expect(page.getByRole('heading', { name: 'All open' })).toBeVisible();
  await page.goto(`/tickets/${id}`);
  await expect(page.getByRole('article').first()).toBeVisible();
  await expect(page.getByRole('heading', { name: 'All open' })).toBeVisible();
});

test('the dark theme follows the system until someone chooses', async ({ desk }) => {
  const thomas = await desk.setUp();
  const page = await desk.openFor(thomas, '/settings/profile', { colorScheme: 'dark' });
  const scheme = page.locator('html');
  await expect(scheme).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await page.getByRole('radiogroup', { name: 'Theme' }).getByText('Light').click();
  await expect(scheme).toHaveAttribute('data-mantine-color-scheme', 'light');
  await page.reload();
  await expect(scheme).toHaveAttribute('data-mantine-color-scheme', 'light');
});
