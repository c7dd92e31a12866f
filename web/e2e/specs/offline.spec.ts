import { expect, test } from '../support/test';
import { TicketPage } from '../support/ticket-page';

test('a reply written offline waits and leaves when the network is back', async ({ desk }) => {
  const admin = await desk.setUp();
  const id = await desk.addTicket(admin, { subject: 'Lampe Halo fêlée', text: 'Bonjour' });
  const ticket = new TicketPage(await desk.openFor(admin, `/tickets/${id}`));
  await expect(ticket.editor).toBeVisible();

  await ticket.page.context().setOffline(true);
  await expect(ticket.page.getByText('Offline. Your draft is kept here.')).toBeVisible();
  await ticket.write('Écrit dans le train.');
  await ticket.page.getByRole('button', { name: 'Queue reply' }).click();
  await expect(ticket.toast('Leaves when you are back')).toBeVisible();

  await ticket.page.context().setOffline(false);
  await expect(ticket.page.getByText('Offline. Your draft is kept here.')).toBeHidden();
  await expect(ticket.message('Écrit dans le train.')).toBeVisible();
  await expect
    .poll(() => desk.postbox.messages.join('\n'), { timeout: 30_000 })
    .toContain('dans le train');
});

test('the app opens without a network, shows what was read last and keeps a note until it is back', async ({
  desk,
}) => {
  const admin = await desk.setUp();
  const id = await desk.addTicket(admin, { subject: 'Lampe Halo fêlée', text: 'Bonjour' });
  const ticket = new TicketPage(await desk.openFor(admin, `/tickets/${id}`));
  const { page } = ticket;
  await expect(ticket.editor).toBeVisible();
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.reload();
  await expect(ticket.editor).toBeVisible();
  await page.waitForLoadState('networkidle');

  await page.context().setOffline(true);
  await page.goto(`${desk.url}/`);
  await page.getByRole('link', { name: /Lampe Halo fêlée/ }).click();
  await expect(ticket.message('Bonjour')).toBeVisible();
  await ticket.writeNote('Noté dans le train.');
  await page.getByRole('button', { name: /^Add note/ }).click();
  await page.context().setOffline(false);
  await expect(ticket.message('Noté dans le train.')).toBeVisible();
  const said = () =>
    admin.api.call<{ comments: { public: boolean }[] }>('GET', `/tickets/${id}/comments`);
  await expect.poll(async () => (await said()).comments.at(-1)?.public).toBe(false);

  const manifest = await page.request.get('/manifest.webmanifest');
  expect(manifest.headers()['content-type']).toContain('manifest+json');
  for (const { src } of (await manifest.json()).icons)
    expect((await page.request.get(src)).ok(), src).toBe(true);
});

test('a server that is gone is told apart from a wrong password', async ({ desk }) => {
  await desk.setUp();
  const page = await desk.open('/sign-in');
  await page.getByLabel('E-mail').fill('thomas@atelier-lumen.test');
  await page.getByRole('textbox', { name: 'Password' }).fill('whatever it is');
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toContainText('cannot be reached');
});
