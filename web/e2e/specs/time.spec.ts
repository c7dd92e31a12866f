import { expectAccessible } from '../support/accessibility';
import type { Agent } from '../support/desk';
import { LOOKS, shows, speak } from '../support/looks';
import { expect, test } from '../support/test';
import { TicketPage } from '../support/ticket-page';

const LAMP = { subject: 'Lampe Halo fêlée', text: 'Bonjour, mon abat-jour est arrivé fêlé.' };

type Entries = { time_entries: { seconds: number; note: string }[] };
const entriesOf = async (by: Agent, id: number) =>
  (await by.api.call<Entries>('GET', `/tickets/${id}/time_entries`)).time_entries;

test('time is entered by hand, corrected, removed and brought back', async ({ desk }) => {
  const admin = await desk.setUp();
  const id = await desk.addTicket(admin, LAMP);
  const { page } = new TicketPage(await desk.openFor(admin, `/tickets/${id}`));
  const time = page.getByRole('region', { name: 'Time' });
  await time.getByRole('button', { name: 'Enter time' }).click();
  const length = page.getByRole('textbox', { name: 'How long' });
  await length.fill('a while');
  await page.getByRole('button', { name: 'Enter', exact: true }).click();
  await expect(page.getByText('Write it like 1h 20m or 45m')).toBeVisible();
  await expectAccessible(page);
  await length.fill('1h 20m');
  await page.getByRole('textbox', { name: 'On what' }).fill('Appel à l’atelier');
  await page.keyboard.press('Enter');
  const entry = time.getByRole('button', { name: /Appel à l’atelier/ });
  await expect(entry).toContainText('1h 20m');
  await expect(time.getByRole('heading')).toContainText('1h 20m');
  await entry.click();
  await length.fill('50');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(entry).toContainText('50m');
  await entry.click();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(entry).toBeHidden();
  await page.keyboard.press('z');
  await expect(entry).toContainText('50m');
  expect(await entriesOf(admin, id)).toMatchObject([{ seconds: 3000, note: 'Appel à l’atelier' }]);
});

test('a timer runs on over a reload, and its time leaves with the answer and comes back', async ({
  desk,
}) => {
  const admin = await desk.setUp();
  const id = await desk.addTicket(admin, LAMP);
  const ticket = new TicketPage(await desk.openFor(admin, `/tickets/${id}`));
  const { page } = ticket;
  const time = page.getByRole('region', { name: 'Time' });
  await time.getByRole('button', { name: 'Start the timer' }).click();
  const timer = time.getByRole('timer');
  await expect(timer).toContainText(/0:0[1-9]/);
  await page.reload();
  await timer.getByRole('button', { name: 'Pause the timer' }).click();
  await expect(timer.getByRole('button', { name: 'Go on with the timer' })).toBeVisible();
  await expectAccessible(page);
  await expect(page.getByRole('checkbox', { name: /^Enter \d+s of work/ })).toBeChecked();
  await ticket.write('Nous vous en envoyons un neuf.');
  await ticket.send();
  await expect(timer).toBeHidden();
  await expect(time.getByRole('button', { name: /Thomas Morel/ })).toBeVisible();
  expect(await entriesOf(admin, id)).toHaveLength(1);
  await ticket.toast('Reply sent on').getByRole('button', { name: /Undo/ }).click();
  await expect(timer).toBeVisible();
  await expect.poll(() => entriesOf(admin, id)).toHaveLength(0);
  await page.getByRole('checkbox', { name: /^Enter \d+s of work/ }).uncheck();
  await ticket.send();
  await expect(ticket.toast('Reply sent on')).toBeVisible();
  await expect(timer).toBeVisible();
  expect(await entriesOf(admin, id)).toHaveLength(0);
});

for (const look of LOOKS) {
  test(`screens of time, ${look.name}`, async ({ desk }) => {
    const admin = await desk.setUp();
    await speak(admin, look);
    const id = await desk.addTicket(admin, LAMP);
    const enter = (time_entry: object) =>
      admin.api.call('POST', `/tickets/${id}/time_entries`, { time_entry });
    await enter({ seconds: 4800, note: 'Appel à l’atelier et recherche du lot' });
    await enter({ seconds: 600 });
    const page = await desk.openFor(admin, `/tickets/${id}`, look.options);
    await page.evaluate(
      (key) => localStorage.setItem('guichet.timers', `{"${key}":{"seconds":754,"since":null}}`),
      id,
    );
    await page.reload();
    await expect(page.getByRole('article').last()).toBeVisible();
    if (look.name === 'phone') await page.getByRole('button', { name: 'Show details' }).tap();
    await expect(page.getByRole('timer')).toContainText('12:34');
    await page.getByRole('timer').scrollIntoViewIfNeeded();
    await shows(page, 'time', look);
  });
}
