import { LOOKS, shows, speak } from '../support/looks';
import { expect, test } from '../support/test';

test('an agent logs a call on a ticket and on a new one, and it shows its figures', async ({
  desk,
}) => {
  const admin = await desk.setUp();
  const ticket = await desk.addTicket(admin, { subject: 'Abat-jour fêlé', text: 'Bonjour' });
  const page = await desk.openFor(admin, `/tickets/${ticket}`);
  await expect(page.getByRole('article').last()).toBeVisible();
  await page.keyboard.press('l');
  await page.getByText('We called', { exact: true }).click();
  await page.getByRole('textbox', { name: 'Number' }).fill('+33 6 12 34 56 78');
  await page.getByRole('textbox', { name: 'Minutes' }).fill('4');
  await page.getByRole('textbox', { name: 'Seconds' }).fill('10');
  await page.locator('.ProseMirror').click();
  await page.keyboard.type('Elle envoie des photos.');
  await page.getByRole('button', { name: /^Log call/ }).click();
  const logged = page.getByRole('article').last();
  await expect(logged).toContainText('Call to +33 6 12 34 56 78');
  await expect(logged).toContainText('4 min 10 s');
  await expect(logged).toContainText('with Thomas Morel');
  await expect(logged).toContainText('Elle envoie des photos.');
  await expect(page.getByRole('textbox', { name: 'Number' })).toHaveCount(0);

  await page.goto('/tickets/new');
  await page.getByRole('textbox', { name: 'Requester' }).fill('sam@example.com');
  await page.getByRole('textbox', { name: 'Subject' }).fill('Devis');
  await page.getByText('Log a call', { exact: true }).click();
  await page.getByRole('textbox', { name: 'Number' }).fill('+33 1 40');
  await page.getByRole('button', { name: /^Create ticket/ }).click();
  await expect(page.getByRole('article')).toContainText('Call from +33 1 40');
  expect(desk.postbox.messages.filter((mail) => mail.includes('+33 1 40'))).toEqual([]);
});

for (const look of LOOKS) {
  test(`screens of calls, ${look.name}`, async ({ desk }) => {
    const admin = await desk.setUp();
    await speak(admin, look);
    const ticket = await desk.addTicket(admin, { subject: 'Abat-jour fêlé', text: 'Bonjour' });
    const voice_comment = {
      from: '+33 6 12 34 56 78',
      call_duration: 250,
      answered_by_id: admin.id,
    };
    const comment = { body: 'Elle envoie des photos ce soir.', public: false };
    await admin.api.call('PUT', `/tickets/${ticket}`, { ticket: { voice_comment, comment } });
    const page = await desk.openFor(admin, `/tickets/${ticket}`, look.options);
    await expect(page.getByRole('article').last()).toContainText('+33 6 12 34 56 78');
    if (look.name !== 'phone') {
      await page.keyboard.press('l');
      await expect(page.getByRole('group').last()).toBeVisible();
    }
    await shows(page, 'call', look);
  });
}
