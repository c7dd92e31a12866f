import type { Agent } from '../support/desk';
import { LOOKS, shows, speak } from '../support/looks';
import { expect, test } from '../support/test';
import { TicketPage } from '../support/ticket-page';

const LAMP = { subject: 'Lampe Halo fêlée', text: 'Bonjour, mon abat-jour est arrivé fêlé.' };
const CHAIR = { subject: 'Chaise bancale', text: 'Un pied est plus court.' };

test('an agent says by the desk’s own names where a ticket stands', async ({ desk }) => {
  const admin = await desk.setUp();
  await addStatuses(admin);
  const id = await desk.addTicket(admin, LAMP);
  const other = await desk.addTicket(admin, CHAIR);
  const page = await desk.openFor(admin, `/tickets/${id}`);
  const ticket = new TicketPage(page);
  await expect(ticket.message('abat-jour')).toBeVisible();
  const status = page.getByRole('button', { name: /^Status/ });
  await page.keyboard.press('s');
  await page.keyboard.type('work');
  await expect(page.getByRole('option')).toHaveText(['At the workshop']);
  await page.keyboard.press('Enter');
  await expect(status).toContainText('At the workshop');
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(page.getByText('Status: Open → At the workshop')).toBeVisible();
  await page.keyboard.press('e');
  await expect(status).toContainText('Solved');
  await page.keyboard.press('z');
  await expect(status).toContainText('At the workshop');

  await ticket.write('Pouvez-vous nous envoyer une photo ?');
  await page.getByRole('button', { name: 'Send options' }).click();
  await expect(page.getByRole('menuitem', { name: /^Send/ })).toHaveCount(6);
  await page.keyboard.press('2');
  await expect(ticket.toast('Reply sent on')).toBeVisible();
  await expect(status).toContainText('Waiting for a photo');

  await page.goto(`/tickets/${other}`);
  await ticket.write('Merci.');
  await expect(page.getByRole('button', { name: /^Send as/ })).toContainText('Waiting for a photo');
  await page.getByRole('link', { name: /Waiting for a photo, Lampe Halo/ }).click();
  await expect(page.getByRole('heading', { name: LAMP.subject }).first()).toBeVisible();
});

test('an admin names a status, makes it the default, and keeps what tickets have', async ({
  desk,
}) => {
  const admin = await desk.setUp();
  const id = await desk.addTicket(admin, LAMP);
  const page = await desk.openFor(admin, '/settings/statuses');
  await page.getByRole('button', { name: 'Add a status to On hold' }).click();
  await page.getByRole('button', { name: 'Create status' }).click();
  await expect(page.getByText('Write something here')).toBeVisible();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('At the workshop');
  await page.getByRole('textbox', { name: 'When to choose it' }).fill('The lamp is being repaired');
  await page.getByRole('button', { name: 'Create status' }).click();
  const line = page.getByRole('listitem').filter({ hasText: 'At the workshop' });
  await expect(line).toContainText('The lamp is being repaired');
  await page.getByRole('button', { name: 'Make default: At the workshop' }).click();
  await expect(line).toContainText('Default');
  await admin.api.call('PUT', `/tickets/${id}`, { ticket: { status: 'hold' } });

  await page.getByRole('button', { name: 'Make default: On hold' }).click();
  await page.getByRole('button', { name: 'Remove At the workshop' }).click();
  await page.getByRole('button', { name: 'Remove status' }).click();
  await expect(page.getByText('Take it out of use instead')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.locator('label', { has: page.getByLabel('At the workshop in use') }).click();
  await expect(line).toContainText('Not in use');
  await page.getByRole('button', { name: 'Change At the workshop' }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('In repair');
  await page.getByRole('button', { name: 'Save' }).click();

  await page.goto(`/tickets/${id}`);
  const status = page.getByRole('button', { name: /^Status/ });
  await expect(status).toContainText('In repair');
  await status.click();
  await expect(page.getByRole('option', { name: 'On hold' })).toBeVisible();
  await expect(page.getByRole('option', { name: 'In repair' })).toHaveCount(0);
});

for (const look of LOOKS) {
  test(`screens of custom statuses, ${look.name}`, async ({ desk }) => {
    const admin = await desk.setUp();
    await speak(admin, look);
    const page = await desk.openFor(admin, '/settings/statuses', look.options);
    await expect(page.getByRole('listitem').last()).toBeVisible();
    await shows(page, 'settings-statuses-plain', look);
    const [workshop, photo] = await addStatuses(admin);
    await page.reload();
    await expect(page.getByText('At the workshop')).toBeVisible();
    await shows(page, 'settings-statuses', look);
    const add = look.locale === 'fr' ? 'Ajouter un statut' : 'Add status';
    await page.getByRole('button', { name: add, exact: true }).click();
    await page.getByRole('dialog').locator('button[type=submit]').click();
    await shows(page, 'dialog-status', look);
    const id = await desk.addTicket(admin, LAMP);
    const other = await desk.addTicket(admin, CHAIR);
    await admin.api.call('PUT', `/tickets/${other}`, { ticket: { custom_status_id: photo } });
    await admin.api.call('PUT', `/tickets/${id}`, { ticket: { custom_status_id: workshop } });
    const { views } = await admin.api.call<{ views: { id: number }[] }>('GET', '/views/active');
    await page.goto(`/views/${views[0]?.id}/tickets/${id}`);
    const ticket = new TicketPage(page);
    await expect(ticket.message('abat-jour').first()).toBeVisible();
    await shows(page, 'custom-statuses-ticket', look);
    if (look.name === 'phone') {
      await page.goto(`/views/${views[0]?.id}`);
      await shows(page, 'custom-statuses-list', look);
      return;
    }
    await admin.api.call('PUT', '/users/me', { user: { preferences: { list_layout: 'table' } } });
    await page.goto(`/views/${views[0]?.id}`);
    await expect(page.getByRole('table')).toBeVisible();
    await shows(page, 'custom-statuses-table', look);
  });
}

/** Two statuses beside the usual ones. Their ids. */
async function addStatuses(admin: Agent): Promise<number[]> {
  const ids: number[] = [];
  for (const [status_category, agent_label] of [
    ['hold', 'At the workshop'],
    ['pending', 'Waiting for a photo'],
  ]) {
    const made = await admin.api.call<{ custom_status: { id: number } }>(
      'POST',
      '/custom_statuses',
      { custom_status: { status_category, agent_label } },
    );
    ids.push(made.custom_status.id);
  }
  return ids;
}
