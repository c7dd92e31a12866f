import { expectAccessible } from '../support/accessibility';
import type { Agent } from '../support/desk';
import { expect, test } from '../support/test';
import { TicketPage } from '../support/ticket-page';

const LAMP = { subject: 'Lampe Halo fêlée', text: 'Bonjour, mon abat-jour est arrivé fêlé.' };
const AGAIN = { subject: 'Toujours fêlée', text: 'Je n’ai pas eu de réponse.' };
const PRIYA = { from: 'priya@example.com', name: 'Priya Raman' };

async function statusOf(by: Agent, id: number): Promise<string> {
  return (await by.api.call<{ ticket: { status: string } }>('GET', `/tickets/${id}`)).ticket.status;
}

test('a ticket is merged by keyboard, what was half written goes along, and all can be undone', async ({
  desk,
}) => {
  const admin = await desk.setUp();
  const first = await desk.addTicket(admin, LAMP);
  const second = await desk.addTicket(admin, AGAIN);
  const ticket = new TicketPage(await desk.openFor(admin, `/tickets/${second}`));
  const { page } = ticket;
  const { keyboard } = page;
  await expect(ticket.message('pas eu de réponse')).toBeVisible();
  await ticket.write('Je m’en occupe');
  await keyboard.press('Escape');
  await keyboard.press('m');

  const dialog = page.getByRole('dialog', { name: `Merge #${second} into another ticket` });
  await expect(dialog.getByRole('combobox')).toBeFocused();
  const offered = dialog.getByRole('option', { name: /Lampe Halo/ });
  await expect(offered).toHaveAttribute('aria-selected', 'true');
  await expectAccessible(page);
  await keyboard.press('Enter');
  await expect(dialog.getByRole('region', { name: `Closes, #${second}` })).toBeVisible();
  await expect(dialog.getByRole('region', { name: `Stays, #${first}` })).toContainText('fêlé');
  await expect(dialog.getByText(`#${second} is closed.`)).toBeVisible();
  await expectAccessible(page);
  await expect(dialog.getByRole('button', { name: `Merge into #${first}` })).toBeFocused();
  await keyboard.press('Enter');

  await expect(ticket.toast('Merged into')).toBeVisible();
  await expect(page.getByRole('heading', { name: LAMP.subject }).first()).toBeVisible();
  await expect(ticket.message('pas eu de réponse')).toContainText(`from #${second}`);
  await expect(page.getByText(`#${second} merged into this ticket`)).toBeVisible();
  await expect(ticket.editor).toContainText('Je m’en occupe');

  await keyboard.press('z');
  await expect(ticket.toast('Parted again from')).toBeVisible();
  await expect(page.getByRole('heading', { name: AGAIN.subject }).first()).toBeVisible();
  await expect.poll(() => statusOf(admin, second)).toBe('open');
});

test('a merged ticket points to the one it lives on in, and can be parted there', async ({
  desk,
}) => {
  const admin = await desk.setUp();
  const first = await desk.addTicket(admin, LAMP);
  const second = await desk.addTicket(admin, { ...AGAIN, ...PRIYA });
  const ticket = new TicketPage(await desk.openFor(admin, `/tickets/${second}`));
  const { page } = ticket;
  await expect(ticket.message('pas eu de réponse')).toBeVisible();
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: /Merge into another ticket/ }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('This person has no other open ticket.')).toBeVisible();
  await dialog.getByRole('combobox').fill(`#${first}`);
  await dialog.getByRole('option', { name: /Lampe Halo/ }).click();
  await expect(dialog.getByText(`Priya Raman joins #${first} in copy.`)).toBeVisible();
  await dialog.getByLabel(`Say something on #${first} (optional)`).fill('Deux fois la même lampe.');
  await dialog.getByRole('button', { name: `Merge into #${first}` }).click();
  await expect(ticket.message('Deux fois la même lampe.')).toContainText('Internal note');

  await ticket
    .message('pas eu de réponse')
    .getByRole('link', { name: `from #${second}` })
    .click();
  const banner = page.getByRole('note').filter({ hasText: `Merged into #${first}` });
  await expect(banner).toBeVisible();
  await expect(page.getByRole('textbox')).toHaveCount(0);
  await expectAccessible(page);
  await banner.getByRole('button', { name: 'Part them again' }).click();
  await expect(ticket.editor).toBeVisible();
  await expect(banner).toBeHidden();
  expect(await statusOf(admin, second)).toBe('open');
});

test('selected tickets are merged into the oldest, or into the one chosen', async ({ desk }) => {
  const admin = await desk.setUp();
  const ids: number[] = [];
  for (const subject of ['Première', 'Deuxième', 'Troisième']) {
    ids.push(await desk.addTicket(admin, { subject, text: `${subject} demande.` }));
  }
  const page = await desk.openFor(admin);
  const { keyboard } = page;
  await expect(page.getByRole('link', { name: /Troisième/ })).toBeVisible();
  await page.waitForLoadState('networkidle');
  for (const key of ['j', 'x', 'j', 'x', 'j', 'x']) await keyboard.press(key);
  await expect(page.getByText('3 selected')).toBeVisible();
  await keyboard.press('m');
  const dialog = page.getByRole('dialog', { name: 'Merge 3 tickets' });
  await expect(dialog.getByRole('radio', { name: /Première/ })).toBeChecked();
  await expectAccessible(page);
  await dialog.getByRole('radio', { name: /Deuxième/ }).check();
  await dialog.getByRole('button', { name: `Merge into #${ids[1]}` }).click();
  await expect(page.getByText('3 selected')).toBeHidden();
  const ticket = new TicketPage(page);
  await expect(ticket.thread).toHaveCount(3);
  expect(await statusOf(admin, ids[0] ?? 0)).toBe('closed');
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect(ticket.toast('Parted again from')).toBeVisible();
  expect(await statusOf(admin, ids[0] ?? 0)).toBe('open');
});
