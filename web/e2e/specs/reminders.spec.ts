import { LOOKS, shows, speak } from '../support/looks';
import { expect, test } from '../support/test';
import { TicketPage } from '../support/ticket-page';

const LAMP = { subject: 'Lampe Halo fêlée', text: 'Bonjour, mon abat-jour est arrivé fêlé.' };

test('an agent is reminded of a ticket, puts it off, and is done with it', async ({ desk }) => {
  const admin = await desk.setUp();
  await desk.addAgent(admin, 'Inès Rahmani');
  const id = await desk.addTicket(admin, LAMP);
  const ticket = new TicketPage(await desk.openFor(admin, `/tickets/${id}`));
  const { page } = ticket;
  await expect(page.getByRole('heading', { name: LAMP.subject }).first()).toBeVisible();
  await page.keyboard.press('Shift+H');
  const dialog = page.getByRole('dialog', { name: 'Remind me' });
  await dialog.getByLabel('Of what').fill('Appeler l’atelier');
  await dialog.getByRole('button', { name: 'Tomorrow morning' }).click();
  await dialog.getByRole('button', { name: 'Remind me' }).click();
  await expect(ticket.toast(/^Reminder set for \w{3} 08:00/)).toBeVisible();
  const beside = page.getByRole('region', { name: 'Reminders', exact: true });
  await expect(beside).toContainText('Tomorrow 08:00');

  await beside.getByRole('button', { name: /Appeler l’atelier/ }).click();
  const change = page.getByRole('dialog', { name: 'Change the reminder' });
  await change.getByLabel('Day and time').fill('2020-01-01T09:00');
  await change.getByRole('button', { name: 'Save' }).click();
  await expect(change.getByText('Choose a time that is still ahead')).toBeVisible();
  await change.getByRole('button', { name: 'Tomorrow morning' }).click();
  await change.getByRole('combobox', { name: 'Who is reminded' }).click();
  await page.getByRole('option', { name: 'Inès Rahmani' }).click();
  await change.getByRole('button', { name: 'Save' }).click();
  await expect(beside).toContainText('Inès Rahmani');

  await page.keyboard.press('Control+k');
  await page.keyboard.type('Remind me');
  await page.getByRole('option', { name: /^Remind me/ }).click();
  await dialog.getByRole('button', { name: 'Remind me' }).click();
  await page.getByRole('button', { name: /^(Notifications|Alerts)/ }).click();
  const mine = page.getByRole('region', { name: 'My reminders' });
  await expect(mine.getByRole('listitem')).toHaveCount(1);
  await mine.getByRole('checkbox', { name: `Done: #${id} ${LAMP.subject}` }).click();
  await expect(mine).toBeHidden();
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await expect(beside.getByRole('listitem')).toHaveCount(1);
  await page.keyboard.press('z');
  await expect(beside.getByRole('listitem')).toHaveCount(2);
});

for (const look of LOOKS) {
  test(`screens of reminders, ${look.name}`, async ({ desk }) => {
    const say = (en: string, fr: string) => (look.locale === 'fr' ? fr : en);
    const admin = await desk.setUp();
    await speak(admin, look);
    const ines = await desk.addAgent(admin, 'Inès Rahmani');
    const id = await desk.addTicket(admin, LAMP);
    const in_days = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
    for (const reminder of [
      { remind_at: in_days(1), text: 'Appeler l’atelier pour l’abat-jour de remplacement' },
      { remind_at: in_days(4), user_id: ines.id, text: 'Relancer le transporteur' },
      { remind_at: in_days(20) },
    ]) {
      await admin.api.call('POST', `/tickets/${id}/reminders`, { reminder });
    }
    const page = await desk.openFor(admin, `/tickets/${id}`, look.options);
    await expect(page.getByRole('heading', { name: LAMP.subject }).first()).toBeVisible();
    await page.waitForLoadState('networkidle');
    await shows(page, 'reminders-beside', look);
    // A phone has the bell below its lists.
    await page.goto('/people');
    await page
      .getByRole('button', { name: /^(Notifications|Alerts)/ })
      .first()
      .click();
    await expect(
      page.getByRole('region', { name: say('My reminders', 'Mes rappels') }),
    ).toBeVisible();
    await shows(page, 'reminders-mine', look);
    await page.goto(`/tickets/${id}`);
    await page
      .getByRole('button', { name: say('More', 'Plus'), exact: true })
      .first()
      .click();
    await page.getByRole('menuitem', { name: say('Remind me', 'Me le rappeler') }).click();
    await expect(
      page.getByRole('dialog', { name: say('Remind me', 'Me le rappeler') }),
    ).toBeVisible();
    await shows(page, 'reminders-dialog', look);
  });
}
