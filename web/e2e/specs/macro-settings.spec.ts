import { expectAccessible } from '../support/accessibility';
import type { Agent } from '../support/desk';
import { expect, test } from '../support/test';

type Stored = {
  title: string;
  position: number;
  restriction: unknown;
  actions: { field: string; value: unknown }[];
};

test('an administrator makes a macro, tries it on a ticket, and mends what is refused', async ({
  desk,
}) => {
  const admin = await desk.setUp();
  const id = await desk.addTicket(admin, { subject: 'Lampe Halo fêlée', text: 'Bonjour' });
  const page = await desk.openFor(admin, '/settings/macros');
  await expect(page.getByRole('heading', { name: 'No macro yet' })).toBeVisible();
  await page.getByRole('link', { name: 'Add macro' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Write something here')).toBeVisible();

  await page.getByLabel('Name').fill('Remboursement::Accepté');
  const text = page.getByRole('textbox', { name: 'Write the text of the macro' });
  await text.click();
  await page.keyboard.type('Bonjour ');
  await page.getByRole('button', { name: 'Insert placeholder' }).click();
  await page.getByRole('menuitem', { name: /^First name of the requester/ }).click();
  await expect(text).toHaveText('Bonjour {{ticket.requester.first_name}}');
  await page.keyboard.type(', remboursé. {{ticket.nothing}}');
  for (const change of ['Add tags', 'Assignee']) {
    await page.getByRole('button', { name: 'Add change' }).click();
    await page.getByRole('menuitem', { name: change }).click();
  }
  await page
    .getByRole('listitem')
    .filter({ hasText: 'Add tags' })
    .getByRole('textbox')
    .fill('refund');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('A placeholder is not known or not complete')).toBeVisible();
  await expectAccessible(page);
  await text.click();
  await page.keyboard.press('Control+End');
  for (const _sign of ' {{ticket.nothing}}') await page.keyboard.press('Backspace');
  await page.getByRole('button', { name: 'Save' }).click();

  await page.getByRole('link', { name: /Accepté/ }).click();
  await page.getByRole('textbox', { name: 'Ticket number' }).fill(String(id));
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(page.getByText('Bonjour Claire, remboursé.')).toBeVisible();
  await expect(page.getByText('+ refund')).toBeVisible();
  await expectAccessible(page);
  const { macros } = await admin.api.call<{ macros: Stored[] }>('GET', '/macros');
  expect(macros[0]).toMatchObject({
    title: 'Remboursement::Accepté',
    restriction: null,
    actions: [
      { field: 'current_tags', value: 'refund' },
      { field: 'assignee_id', value: 'current_user' },
      { field: 'comment_value_html' },
    ],
  });

  await page.getByRole('button', { name: 'Remove macro' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove macro' }).click();
  await expect(page.getByRole('heading', { name: 'No macro yet' })).toBeVisible();
});

test('macros are found, put in order and turned off; agents change their own only', async ({
  desk,
}) => {
  const admin = await desk.setUp();
  const ines = await desk.addAgent(admin, 'Inès Rahmani');
  const actions = [{ field: 'status', value: 'solved' }];
  for (const title of ['Remboursé', 'Halo']) {
    await admin.api.call('POST', '/macros', { macro: { title, actions } });
  }
  const page = await desk.openFor(admin, '/settings/macros');
  const lines = page.getByRole('listitem').filter({ has: page.getByRole('switch') });
  await expect(lines).toHaveText([/Remboursé/, /Halo/]);
  await page.getByRole('button', { name: 'Move Halo up' }).click();
  await expect(lines).toHaveText([/Halo/, /Remboursé/]);
  await page.getByRole('switch', { name: 'Halo can be used' }).click({ force: true });
  await expect
    .poll(async () => (await admin.api.call<{ count: number }>('GET', '/macros/active')).count)
    .toBe(1);
  await page.getByRole('textbox', { name: 'Find a macro' }).fill('rembourse');
  await expect(lines).toHaveText([/Remboursé/]);

  const hers = await desk.openFor(ines, '/settings/macros');
  await hers.getByRole('link', { name: 'Remboursé' }).click();
  await expect(hers.getByText('Only administrators change macros that others see.')).toBeVisible();
  await expect(hers.getByRole('button', { name: 'Save' })).toHaveCount(0);
  await expectAccessible(hers);
  await hers.getByRole('link', { name: 'Back to the list' }).click();
  await hers.getByRole('link', { name: 'Add macro' }).click();
  await hers.getByLabel('Name').fill('À moi');
  await hers.getByRole('button', { name: 'Add change' }).click();
  await hers.getByRole('menuitem', { name: 'Status' }).click();
  await hers.getByRole('button', { name: 'Save' }).click();
  await expect(hers.getByRole('link', { name: 'À moi' })).toBeVisible();
  const { macros } = await ines.api.call<{ macros: Stored[] }>('GET', '/macros?access=personal');
  expect(macros).toMatchObject([{ title: 'À moi', restriction: { type: 'User', id: ines.id } }]);
});

test('a macro fills in fields of the desk’s own of every kind, and says so before it is used', async ({
  desk,
}) => {
  const admin = await desk.setUp();
  const claire = await desk.addTicket(admin, { subject: 'Lampe Halo fêlée', text: 'Bonjour' });
  const ids = await addFieldsOfEveryKind(admin);
  const page = await desk.openFor(admin, '/settings/macros/new');
  await page.getByLabel('Name').fill('Garantie');
  const add = async (name: string) => {
    await page.getByRole('button', { name: 'Add change' }).click();
    await page.getByRole('menuitem', { name, exact: true }).click();
  };
  const row = (name: string) => page.getByRole('listitem').filter({ hasText: name });
  for (const { title } of FIELDS) await add(title);
  await row('Product').getByRole('combobox').click();
  await page.getByRole('option', { name: 'Lamps › Halo' }).click();
  await row('Defects').getByRole('combobox').click();
  for (const name of ['Scratched', 'Broken']) await page.getByRole('option', { name }).click();
  await page.keyboard.press('Escape');
  await expect(row('Under warranty').getByRole('combobox')).toHaveValue('Yes');
  await row('Delivered on').getByRole('textbox').fill('2026-11-18');
  await row('Pieces').getByRole('textbox').fill('three');
  await row('Price').getByRole('textbox').fill('12,50');
  await row('Order').getByRole('textbox').fill('LUM-20391');
  await row('Sold by').getByRole('combobox').fill('Claire');
  await page.getByRole('option', { name: /Claire/ }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(row('Pieces').getByText('Write a whole number')).toBeVisible();
  await expectAccessible(page);
  await row('Pieces').getByRole('textbox').fill('3');
  await page.getByRole('button', { name: 'Save' }).click();

  await expect(page.getByText(/^Product, Defects/)).toBeVisible();
  await page.getByRole('link', { name: 'Garantie' }).click();
  await page.getByRole('textbox', { name: 'Ticket number' }).fill(String(claire));
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  const effect = page.getByRole('status').getByRole('listitem');
  await expect(effect).toHaveText([
    'Product → Lamps › Halo',
    'Defects → Broken, Scratched',
    'Under warranty → Yes',
    'Delivered on → 18 Nov 2026',
    'Pieces → 3',
    'Price → 12.50',
    'Order → LUM-20391',
    /^Sold by → Claire/,
  ]);
  const { macros } = await admin.api.call<{ macros: Stored[] }>('GET', '/macros');
  expect(macros[0]?.actions.slice(0, 3)).toEqual([
    { field: `custom_fields_${ids[0]}`, value: 'halo' },
    { field: `custom_fields_${ids[1]}`, value: ['scratched', 'broken'] },
    { field: `custom_fields_${ids[2]}`, value: true },
  ]);

  await page.goto(`/tickets/${claire}`);
  await expect(page.getByRole('article')).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Garantie');
  await page.getByRole('option', { name: /Macro: Garantie/ }).click();
  await expect(page.getByRole('button', { name: 'Product' })).toContainText('Lamps › Halo');
  await expect(page.getByRole('button', { name: 'Sold by' })).toContainText('Claire');
});

const option = (name: string, value: string) => ({ name, value });
const FIELDS = [
  { type: 'tagger', title: 'Product', custom_field_options: [option('Lamps::Halo', 'halo')] },
  {
    type: 'multiselect',
    title: 'Defects',
    custom_field_options: [option('Scratched', 'scratched'), option('Broken', 'broken')],
  },
  { type: 'checkbox', title: 'Under warranty' },
  { type: 'date', title: 'Delivered on' },
  { type: 'integer', title: 'Pieces' },
  { type: 'decimal', title: 'Price' },
  { type: 'text', title: 'Order' },
  { type: 'lookup', title: 'Sold by', relationship_target_type: 'zen:user' },
];

async function addFieldsOfEveryKind(admin: Agent): Promise<number[]> {
  const ids: number[] = [];
  for (const ticket_field of FIELDS) {
    const made = await admin.api.call<{ ticket_field: { id: number } }>('POST', '/ticket_fields', {
      ticket_field,
    });
    ids.push(made.ticket_field.id);
  }
  return ids;
}
