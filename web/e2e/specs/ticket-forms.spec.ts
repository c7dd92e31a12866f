import type { Page } from '@playwright/test';
import type { Agent } from '../support/desk';
import { LOOKS, shows, speak } from '../support/looks';
import { expect, test } from '../support/test';
import { TicketPage } from '../support/ticket-page';

const LAMP = { subject: 'Lampe Halo fêlée', text: 'Bonjour, mon abat-jour est arrivé fêlé.' };

test('a form shows what a value asks for, and refuses a status until it is filled in', async ({
  desk,
}) => {
  const admin = await desk.setUp();
  const { form } = await addForm(admin);
  const id = await desk.addTicket(admin, LAMP);
  await admin.api.call('PUT', `/tickets/${id}`, { ticket: { ticket_form_id: form } });
  const page = await desk.openFor(admin, `/tickets/${id}`);
  const ticket = new TicketPage(page);
  const part = page.getByRole('button', { name: /^Part/ });
  await expect(page.getByRole('button', { name: /^Form/ })).toContainText('Returns');
  await expect(page.getByRole('button', { name: /^Elsewhere/ })).toHaveCount(0);
  await expect(part).toHaveCount(0);
  await page.getByRole('button', { name: /^Reason/ }).click();
  await page.getByRole('option', { name: 'Broken' }).click();
  await expect(part).toBeVisible();

  await ticket.write('Quelle pièce est cassée ?');
  await expect(page.getByRole('img', { name: 'required' })).toBeVisible();
  await ticket.send();
  await expect(ticket.toast('Fill in first: Part')).toBeVisible();
  await expect(page.getByRole('alert').filter({ hasText: 'Fill this in first' })).toBeVisible();
  await expect(ticket.editor).toContainText('Quelle pièce');
  await part.click();
  await page.keyboard.type('Abat-jour');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Fill this in first')).toBeHidden();
  await ticket.send();
  await expect(ticket.toast('Reply sent on')).toBeVisible();

  await page.getByRole('button', { name: /^Form/ }).click();
  await page.getByRole('option', { name: 'No form' }).click();
  await expect(page.getByRole('button', { name: /^Elsewhere/ })).toBeVisible();

  await page.goto('/tickets/new');
  await page.getByRole('combobox', { name: 'Form' }).click();
  await page.getByRole('option', { name: 'Returns' }).click();
  await expect(page.getByRole('textbox', { name: 'Elsewhere' })).toHaveCount(0);
  await page.getByRole('combobox', { name: 'Reason' }).click();
  await page.getByRole('option', { name: 'Broken' }).click();
  await expect(page.getByRole('textbox', { name: 'Part' })).toBeVisible();
});

test('an admin makes a form, tries it beside its conditions, copies and orders it', async ({
  desk,
}) => {
  const admin = await desk.setUp();
  await addFields(admin);
  const page = await desk.openFor(admin, '/settings/forms');
  await page.getByRole('link', { name: 'Add form' }).click();
  await page.getByRole('button', { name: 'Create form' }).click();
  await expect(page.getByText('Write something here')).toBeVisible();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Returns');
  await pick(page, 'Add a field', 'Part');
  await pick(page, 'Add a field', 'Reason');
  await page.getByRole('button', { name: 'Move Reason', exact: true }).focus();
  await page.keyboard.press('ArrowUp');
  const listed = page.getByRole('list', { name: 'Fields' }).getByRole('listitem');
  await expect(listed).toHaveText(['Reason', 'Part']);

  await page.getByRole('button', { name: 'Add condition' }).click();
  const condition = page.getByRole('group', { name: 'Condition 1' });
  await page.getByRole('button', { name: 'Create form' }).click();
  await expect(condition.getByRole('alert')).toBeVisible();
  await pick(page, 'Field that decides', 'Reason');
  await pick(page, 'Value with which it does', 'Broken');
  await condition.getByRole('combobox', { name: 'Add a field' }).click();
  await expect(page.getByRole('option')).toHaveText(['Part']);
  await page.getByRole('option', { name: 'Part' }).click();
  await pick(page, 'When Part is required', 'Always required');

  const preview = page.getByRole('complementary', { name: 'What agents see' });
  await expect(preview.getByRole('textbox', { name: 'Part' })).toHaveCount(0);
  await preview.getByRole('combobox', { name: 'Reason' }).click();
  await page.getByRole('option', { name: 'Broken' }).click();
  await expect(preview.getByRole('textbox', { name: 'Part' })).toBeVisible();
  await page.getByRole('button', { name: 'Create form' }).click();

  const rows = page.getByRole('main').getByRole('listitem');
  await expect(rows.first()).toContainText('2 fields · 1 condition');
  await page.getByRole('button', { name: 'Copy Returns' }).click();
  await expect(rows).toHaveCount(2);
  await page.getByRole('button', { name: 'Move Returns (2)', exact: true }).focus();
  await page.keyboard.press('ArrowUp');
  await expect(rows.first()).toContainText('Returns (2)');
  await page.getByRole('button', { name: 'Remove Returns', exact: true }).click();
  await page.getByRole('button', { name: 'Remove form' }).click();
  await expect(rows).toHaveCount(1);
  await page.getByRole('button', { name: 'Change Returns (2)' }).click();
  await expect(page.getByRole('group', { name: 'Condition 1' })).toContainText('Part');
});

for (const look of LOOKS) {
  test(`screens of forms, ${look.name}`, async ({ desk }) => {
    const admin = await desk.setUp();
    await speak(admin, look);
    const page = await desk.openFor(admin, '/settings/forms', look.options);
    await shows(page, 'settings-forms-empty', look);
    const { form, reason } = await addForm(admin);
    await admin.api.call('POST', '/ticket_forms', {
      ticket_form: { name: 'Invoice', default: true },
    });
    await page.reload();
    await expect(page.getByRole('link', { name: 'Returns' })).toBeVisible();
    await shows(page, 'settings-forms', look);
    await page.goto(`/settings/forms/${form}`);
    await page.getByRole('complementary').getByRole('combobox').last().click();
    await page.getByRole('option', { name: 'Broken' }).click();
    if (look.name === 'phone') await shows(page, 'form-editor-preview', look);
    await page.getByRole('main').getByRole('textbox').first().focus();
    await shows(page, 'form-editor', look);
    if (look.name === 'phone') {
      await page.getByRole('group').last().scrollIntoViewIfNeeded();
      await shows(page, 'form-editor-conditions', look);
    }

    const id = await desk.addTicket(admin, LAMP);
    const custom_fields = [{ id: reason, value: 'broken' }];
    const ticket = { ticket_form_id: form, custom_fields };
    await admin.api.call('PUT', `/tickets/${id}`, { ticket });
    await page.goto(`/tickets/${id}`);
    await expect(page.getByRole('article').first()).toBeVisible();
    if (look.name === 'phone') await page.keyboard.press(']');
    await page.getByRole('button', { name: /^(Status|Statut)/ }).click();
    await page.getByRole('option', { name: /^(Pending|En attente)/ }).click();
    await expect(page.getByText(/^(Fill this in first|À remplir d’abord)$/)).toBeVisible();
    await shows(page, 'ticket-form', look);
    await page.goto('/tickets/new');
    await expect(page.getByRole('combobox', { name: /^(Form|Formulaire)/ })).toBeVisible();
    await shows(page, 'new-ticket-form', look);
  });
}

async function pick(page: Page, name: string, option: string) {
  await page.getByRole('combobox', { name, exact: true }).first().click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

/** A reason, the part it may ask for, and a field that is on no form. Their ids. */
async function addFields(admin: Agent): Promise<number[]> {
  const custom_field_options = ['Broken', 'Too small'].map((name) => ({ name, value: '' }));
  const ids: number[] = [];
  for (const ticket_field of [
    { type: 'tagger', title: 'Reason', custom_field_options },
    { type: 'text', title: 'Part' },
    { type: 'text', title: 'Elsewhere' },
  ]) {
    const made = await admin.api.call<{ ticket_field: { id: number } }>('POST', '/ticket_fields', {
      ticket_field,
    });
    ids.push(made.ticket_field.id);
  }
  return ids;
}

/** A form on which something broken asks for its part, at the latest when the ticket is pending. */
async function addForm(admin: Agent): Promise<{ form: number; reason: number | undefined }> {
  const [reason, part] = await addFields(admin);
  const required_on_statuses = { type: 'SOME_STATUSES', statuses: ['pending', 'solved'] };
  const child_fields = [{ id: part, is_required: true, required_on_statuses }];
  const made = await admin.api.call<{ ticket_form: { id: number } }>('POST', '/ticket_forms', {
    ticket_form: {
      name: 'Returns',
      ticket_field_ids: [reason, part],
      agent_conditions: [{ parent_field_id: reason, value: 'broken', child_fields }],
    },
  });
  return { form: made.ticket_form.id, reason };
}
