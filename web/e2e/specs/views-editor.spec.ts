import type { Agent, Desk } from '../support/desk';
import { LOOKS, shows, speak } from '../support/looks';
import { expect, test } from '../support/test';

test('an agent makes a view of their own by keyboard and sees what it finds while making it', async ({
  desk,
}) => {
  const admin = await desk.setUp();
  const ines = await desk.addAgent(admin, 'Inès Rahmani');
  await fill(desk, admin);
  const page = await desk.openFor(ines, '/');
  const { keyboard } = page;
  await page.getByRole('button', { name: 'New view' }).focus();
  await keyboard.press('Enter');
  await expect(page.getByText('Only you. Administrators make them for others.')).toBeVisible();
  const preview = page.getByRole('region', { name: 'What it finds now' });
  await expect(preview.getByRole('status')).toHaveText('3 tickets');

  await page.getByRole('textbox', { name: 'Name' }).focus();
  await keyboard.type('Ruby lamps');
  const all = page.getByRole('group', { name: 'All of these' });
  await all.getByRole('button', { name: 'Condition', exact: true }).focus();
  await keyboard.press('Enter');
  const field = all.getByRole('combobox', { name: 'Field' }).last();
  await field.focus();
  await keyboard.type('colour');
  await expect(page.getByRole('option', { name: 'Colour' })).toBeVisible();
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await expect(field).toHaveValue('Colour');
  await expect(preview.getByRole('status')).toHaveText('1 ticket');
  await all.getByRole('combobox', { name: 'Value' }).last().click();
  await page.getByRole('option', { name: 'Red › Ruby' }).click();
  await expect(preview.getByRole('status')).toHaveText('2 tickets');
  await expect(preview.getByRole('link', { name: /Ruby one/ })).toBeVisible();

  await page.getByRole('combobox', { name: 'Sorted by' }).click();
  await page.getByRole('option', { name: 'Subject' }).click();
  await page.getByText('Ascending').click();
  await page.getByRole('button', { name: 'Create view' }).click();
  await expect(page.getByRole('heading', { name: 'Ruby lamps' })).toBeVisible();
  const cards = page.getByRole('region', { name: 'Tickets' }).getByRole('link');
  await expect(cards).toHaveCount(2);
  await expect(cards.first()).toHaveAccessibleName(/Ruby one/);
});

test('a condition without a value is asked for at its row', async ({ desk }) => {
  const admin = await desk.setUp();
  const page = await desk.openFor(admin, '/settings/views/new');
  const any = page.getByRole('group', { name: 'Any of these' });
  await any.getByRole('button', { name: 'Condition', exact: true }).click();
  await any.getByRole('combobox', { name: 'Field' }).click();
  await page.getByRole('option', { name: 'Tags' }).click();
  await page.getByRole('button', { name: 'Create view' }).click();
  await expect(any.getByRole('alert')).toHaveText('Say with what it is compared');
  await expect(page.getByText('Write something here')).toBeVisible();
  await any
    .getByRole('combobox', { name: 'Value' })
    .or(any.getByRole('textbox'))
    .last()
    .fill('vip');
  await page.keyboard.press('Enter');
  await expect(any.getByRole('alert')).toBeHidden();
});

test('what the server refuses is said at the row it is about', async ({ desk }) => {
  const admin = await desk.setUp();
  const ticket_field = { type: 'integer', title: 'Pieces' };
  await admin.api.call('POST', '/ticket_fields', { ticket_field });
  const page = await desk.openFor(admin, '/settings/views/new');
  const all = page.getByRole('group', { name: 'All of these' });
  await all.getByRole('button', { name: 'Condition', exact: true }).click();
  const row = all.getByRole('group').last();
  await row.getByRole('combobox', { name: 'Field' }).click();
  await page.getByRole('option', { name: 'Pieces' }).click();
  const pieces = all.getByRole('group', { name: 'Pieces' });
  await pieces.getByRole('combobox', { name: 'Comparison' }).click();
  await page.getByRole('option', { name: 'is above' }).click();
  await pieces.getByRole('textbox', { name: 'Value' }).fill('many');
  await expect(pieces.getByRole('alert')).toContainText('Choose another value');
  await pieces.getByRole('textbox', { name: 'Value' }).fill('2');
  await expect(pieces.getByRole('alert')).toBeHidden();
});

test('conditions lie in groups, and a field that was removed is told of', async ({ desk }) => {
  const admin = await desk.setUp();
  const colour = await fill(desk, admin);
  const page = await desk.openFor(admin, '/settings/views/new');
  await page.getByRole('textbox', { name: 'Name' }).fill('Ruby or blue');
  const all = page.getByRole('group', { name: 'All of these' }).first();
  await all.getByRole('button', { name: 'Group', exact: true }).click();
  const box = all.getByRole('group', { name: 'Any of these' });
  for (const option of ['Red › Ruby', 'Blue']) {
    await box.getByRole('button', { name: 'Condition', exact: true }).click();
    const row = box.getByRole('group').last();
    await row.getByRole('combobox', { name: 'Field' }).click();
    await page.getByRole('option', { name: 'Colour' }).click();
    await box.getByRole('combobox', { name: 'Value' }).last().click();
    await page.getByRole('option', { name: option }).click();
  }
  // A group begins with one condition, which is not needed here.
  await box.getByRole('button', { name: 'Remove condition' }).first().click();
  const preview = page.getByRole('region', { name: 'What it finds now' });
  await expect(preview.getByRole('status')).toHaveText('3 tickets');
  await page.getByRole('button', { name: 'Create view' }).click();
  await page.waitForURL(/\/views\/\d+/);
  await expect(page.getByRole('link', { name: /Blue one/ })).toBeVisible();

  const id = /\/views\/(\d+)/.exec(page.url())?.[1];
  await admin.api.call('DELETE', `/ticket_fields/${colour}`);
  await page.goto(`/settings/views/${id}`);
  await expect(page.getByText('This field was removed').first()).toBeVisible();
});

test('views are put in order, hidden and removed', async ({ desk }) => {
  const admin = await desk.setUp();
  const page = await desk.openFor(admin, '/settings/views');
  const rows = page.getByRole('main').getByRole('listitem');
  await expect(rows.first()).toContainText('My open');
  await page.getByRole('button', { name: 'Move Unassigned', exact: true }).focus();
  await page.keyboard.press('ArrowUp');
  await expect(rows.first()).toContainText('Unassigned');
  await page.locator('label', { has: page.getByLabel('Show Pending') }).click();
  await expect(page.getByRole('heading', { name: 'Hidden' })).toBeVisible();
  await page.getByRole('button', { name: 'Remove Solved', exact: true }).click();
  await page.getByRole('button', { name: 'Remove view' }).click();
  await expect(rows.filter({ hasText: 'Solved' })).toHaveCount(0);

  await page.goto('/');
  const links = page.getByRole('navigation', { name: 'Views' }).getByRole('link');
  await expect(links.first()).toContainText('Unassigned');
  await expect(links.filter({ hasText: /Pending|Solved/ })).toHaveCount(0);
});

for (const look of LOOKS) {
  test(`screens of views, ${look.name}`, async ({ desk }) => {
    const admin = await desk.setUp();
    await speak(admin, look);
    const colour = await fill(desk, admin);
    const make = (title: string, restriction: unknown) =>
      admin.api.call<{ view: { id: number } }>('POST', '/views', {
        view: {
          title,
          restriction,
          all: [
            { field: 'status', operator: 'less_than', value: 'solved' },
            {
              any: [
                { field: 'assignee_id', operator: 'is', value: 'current_user' },
                {
                  all: [
                    { field: 'assignee_id', operator: 'is', value: '' },
                    { field: 'priority', operator: 'is', value: 'urgent' },
                  ],
                },
              ],
            },
            { field: `custom_fields_${colour}`, operator: 'is', value: 'red::ruby' },
          ],
          any: [
            { field: 'priority', operator: 'greater_than', value: 'low' },
            { field: 'current_tags', operator: 'includes', value: 'red::ruby vip' },
          ],
        },
      });
    const { view } = await make('Ruby lamps', null);
    await make('My rubies', { type: 'User', id: admin.id });
    const page = await desk.openFor(admin, '/settings/views', look.options);
    await expect(page.getByText('My rubies')).toBeVisible();
    await shows(page, 'settings-views', look);
    await page.goto(`/settings/views/${view.id}`);
    await expect(page.getByText('2 tickets')).toBeVisible();
    await shows(page, 'view-editor', look);
    await page.goto(`/views/${view.id}`);
    await expect(page.getByRole('link', { name: /Ruby one/ })).toBeVisible();
    await shows(page, 'own-view', look);
  });
}

async function addColour(admin: Agent): Promise<number> {
  const options = ['Blue', 'Red::Ruby', 'Red::Rust'];
  const { ticket_field } = await admin.api.call<{ ticket_field: { id: number } }>(
    'POST',
    '/ticket_fields',
    {
      ticket_field: {
        type: 'tagger',
        title: 'Colour',
        custom_field_options: options.map((name) => ({ name, value: '' })),
      },
    },
  );
  return ticket_field.id;
}

/** Three tickets, one blue and two ruby, by a field of the desk's own. Its id. */
async function fill(desk: Desk, admin: Agent): Promise<number> {
  const colour = await addColour(admin);
  for (const [subject, value] of [
    ['Blue one', 'blue'],
    ['Ruby one', 'red::ruby'],
    ['Ruby two', 'red::ruby'],
  ] as const) {
    const id = await desk.addTicket(admin, { subject, text: 'Bonjour' });
    const ticket = { priority: 'high', custom_fields: [{ id: colour, value }] };
    await admin.api.call('PUT', `/tickets/${id}`, { ticket });
  }
  return colour;
}
