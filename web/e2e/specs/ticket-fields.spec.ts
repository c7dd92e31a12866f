import type { Agent, Desk } from '../support/desk';
import { LOOKS, type Look, shows, speak } from '../support/looks';
import { expect, test } from '../support/test';

const LAMP = { subject: 'Lampe Halo fêlée', text: 'Bonjour, mon abat-jour est arrivé fêlé.' };

test('an admin makes a drop-down of a pasted list, and an agent fills it in by keyboard', async ({
  desk,
}) => {
  const admin = await desk.setUp();
  const ticketId = await desk.addTicket(admin, LAMP);
  const page = await desk.openFor(admin, '/settings/fields');
  await page.getByRole('button', { name: 'Add field' }).click();
  await page.getByRole('button', { name: /^Drop-down/ }).click();
  await page.getByRole('button', { name: 'Create field' }).click();
  await expect(page.getByText('Add one option or more')).toBeVisible();
  await page.getByRole('textbox', { name: 'Name' }).fill('Product');
  const first = page.getByRole('textbox', { name: 'Option 1' });
  await first.evaluate((input, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text', text);
    input.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    );
  }, 'Lamps::Halo\nLamps::Opaline\nSpare part');
  await expect(page.getByRole('textbox', { name: 'Option 3' })).toHaveValue('Spare part');
  await page.getByRole('button', { name: 'Create field' }).click();
  await expect(page.getByText('Drop-down, 3 options')).toBeVisible();

  await page.goto(`/tickets/${ticketId}`);
  const property = page.getByRole('button', { name: 'Product' });
  await property.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.type('opal');
  await expect(page.getByRole('option', { name: 'Lamps › Opaline' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(property).toContainText('Lamps › Opaline');
  await expect(page.getByRole('status').filter({ hasText: 'Changed' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'lamps::opaline' })).toBeVisible();
  await expect(page.getByText('Tags and Product changed')).toBeVisible();
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(page.getByText('Product: nothing → Lamps › Opaline')).toBeVisible();

  // The key takes back the change whose notice still stands.
  await property.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.type('spare');
  await page.keyboard.press('Enter');
  await expect(property).toContainText('Spare part');
  await page.keyboard.press('z');
  await expect(property).toContainText('Lamps › Opaline');
});

test('a value that does not fit is refused at its field and can be mended there', async ({
  desk,
}) => {
  const admin = await desk.setUp();
  const id = await desk.addTicket(admin, LAMP);
  await addFields(admin);
  const page = await desk.openFor(admin, `/tickets/${id}`);
  await page.getByRole('button', { name: /^Order no\./ }).click();
  await page.keyboard.type('20391');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: 'Must look like LUM-' })).toBeVisible();
  const input = page.getByRole('textbox', { name: 'Order no.' });
  await expect(input).toHaveValue('20391');
  await expect(input).toBeFocused();
  await input.fill('LUM-20391');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /^Order no\./ })).toContainText('LUM-20391');
  await expect(page.getByRole('alert').filter({ hasText: 'Must look like' })).toBeHidden();

  await page.getByRole('button', { name: /^Pieces/ }).click();
  await page.keyboard.type('12');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: /^Pieces/ })).toContainText('Add…');

  await page.getByRole('checkbox', { name: 'Under warranty' }).check();
  await page.getByRole('button', { name: /^Sold by/ }).click();
  await page.keyboard.type('Claire');
  await page.getByRole('option', { name: /Claire Dubreuil/ }).click();
  await expect(page.getByRole('button', { name: /^Sold by/ })).toContainText('Claire Dubreuil');
  await page.reload();
  await expect(page.getByRole('checkbox', { name: 'Under warranty' })).toBeChecked();
});

test('fields are put in order by the arrow keys, switched off and removed', async ({ desk }) => {
  const admin = await desk.setUp();
  const id = await desk.addTicket(admin, LAMP);
  await addFields(admin);
  const page = await desk.openFor(admin, '/settings/fields');
  const rows = page.getByRole('main').getByRole('listitem');
  await expect(rows.first()).toContainText('Product');
  const handle = page.getByRole('button', { name: 'Move Order no.', exact: true });
  await handle.focus();
  await page.keyboard.press('ArrowUp');
  await expect(rows.first()).toContainText('Order no.');
  await expect(handle).toBeFocused();

  const pieces = page.getByRole('button', { name: 'Move Pieces', exact: true });
  await pieces.hover();
  await page.mouse.down();
  const top = await rows.first().boundingBox();
  await page.mouse.move(600, (top?.y ?? 0) + 4, { steps: 6 });
  await page.mouse.up();
  await expect(rows.first()).toContainText('Pieces');

  await page.locator('label', { has: page.getByLabel('Defect in use') }).click();
  await expect(rows.filter({ hasText: 'Defect' })).toContainText('Not in use');
  await page.getByRole('button', { name: 'Remove Product' }).click();
  await page.getByRole('button', { name: 'Remove field' }).click();
  await expect(rows.filter({ hasText: 'Product' })).toHaveCount(0);

  await page.goto(`/tickets/${id}`);
  await expect(page.getByRole('button', { name: /^Order no\./ })).toBeVisible();
  await expect(page.getByText('Defect', { exact: true })).toBeHidden();
});

test('a new ticket is made with fields, once what does not fit is mended', async ({ desk }) => {
  const admin = await desk.setUp();
  await addFields(admin);
  const page = await desk.openFor(admin, '/tickets/new');
  await page.getByRole('textbox', { name: 'Requester' }).fill('lea@example.com');
  await page.getByRole('textbox', { name: 'Subject' }).fill('Abat-jour fêlé');
  await page.getByRole('textbox', { name: 'Pieces' }).fill('two');
  await page.getByRole('combobox', { name: 'Product' }).fill('halo');
  await page.getByRole('option', { name: 'Lamps › Halo' }).click();
  await page.getByRole('textbox', { name: 'Write the message' }).click();
  await page.keyboard.type('Nous vous en envoyons un autre.');
  await page.getByRole('button', { name: /^Create ticket/ }).click();
  await expect(page.getByText('Write a whole number')).toBeVisible();
  await page.getByRole('textbox', { name: 'Pieces' }).fill('2');
  await page.getByRole('button', { name: /^Create ticket/ }).click();
  await expect(page.getByRole('button', { name: /^Product/ })).toContainText('Lamps › Halo');
  await expect(page.getByRole('button', { name: /^Pieces/ })).toContainText('2');
});

for (const look of LOOKS) {
  test(`screens of ticket fields, ${look.name}`, async ({ desk }) => {
    const admin = await desk.setUp();
    await speak(admin, look);
    const page = await desk.openFor(admin, '/settings/fields', look.options);
    await shows(page, 'settings-fields-empty', look);
    const ids = await addFields(admin);
    await page.reload();
    await expect(page.getByText('Order no.')).toBeVisible();
    await shows(page, 'settings-fields', look);
    await page.getByRole('button', { name: say(look, 'Add field', 'Ajouter un champ') }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await shows(page, 'field-kinds', look);
    await page.keyboard.press('Escape');
    await page
      .getByRole('button', { name: say(look, 'Change Product', 'Modifier Product') })
      .click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await shows(page, 'field-options', look);
    await page.keyboard.press('Escape');
    await page
      .getByRole('button', { name: say(look, 'Change Order no.', 'Modifier Order no.') })
      .click();
    await page.getByPlaceholder('LUM-20391').fill('LUM-1');
    await shows(page, 'field-pattern', look);

    const id = await filledTicket(desk, admin, ids);
    await page.goto(`/tickets/${id}`);
    await expect(page.getByRole('article').first()).toBeVisible();
    if (look.name === 'phone') await page.keyboard.press(']');
    await page.getByRole('button', { name: /^Tried already/ }).scrollIntoViewIfNeeded();
    await shows(page, 'ticket-fields', look);
    await page.goto('/tickets/new');
    await expect(page.getByRole('switch', { name: 'Under warranty' })).toBeVisible();
    await shows(page, 'new-ticket-fields', look);
  });
}

const say = (look: Look, en: string, fr: string) => (look.locale === 'fr' ? fr : en);

/** One field of most kinds. Their ids in their order. */
async function addFields(admin: Agent): Promise<number[]> {
  const options = ['Lamps::Halo', 'Lamps::Opaline', 'Spare part'];
  const defects = ['Scratched', 'Broken in transit', 'Wrong colour'];
  const fields = [
    {
      type: 'tagger',
      title: 'Product',
      required: true,
      visible_in_portal: true,
      custom_field_options: options.map((name) => ({ name, value: '' })),
    },
    { type: 'regexp', title: 'Order no.', regexp_for_validation: 'LUM-\\d{5}' },
    {
      type: 'multiselect',
      title: 'Defect',
      custom_field_options: defects.map((name) => ({ name, value: '' })),
    },
    { type: 'integer', title: 'Pieces' },
    { type: 'date', title: 'Delivered on' },
    { type: 'checkbox', title: 'Under warranty' },
    { type: 'lookup', title: 'Sold by', relationship_target_type: 'zen:user' },
    { type: 'textarea', title: 'Tried already' },
  ];
  const ids: number[] = [];
  for (const field of fields) {
    const made = await admin.api.call<{ ticket_field: { id: number } }>('POST', '/ticket_fields', {
      ticket_field: field,
    });
    ids.push(made.ticket_field.id);
  }
  return ids;
}

/** A ticket with values in most fields, changed once. Its number. */
async function filledTicket(desk: Desk, admin: Agent, ids: readonly number[]): Promise<number> {
  const id = await desk.addTicket(admin, LAMP);
  const [product, order, defect, , delivered, warranty, , tried] = ids;
  const custom_fields = [
    { id: product, value: 'lamps::halo' },
    { id: order, value: 'LUM-20391' },
    { id: defect, value: ['scratched', 'broken_in_transit'] },
    { id: delivered, value: '2026-11-18' },
    { id: warranty, value: true },
    { id: tried, value: 'Another bulb, another socket.\nTurned it off and on.' },
  ];
  await admin.api.call('PUT', `/tickets/${id}`, { ticket: { custom_fields } });
  return id;
}
