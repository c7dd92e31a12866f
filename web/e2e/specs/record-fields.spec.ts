import { expectAccessible } from '../support/accessibility';
import type { Agent, Desk } from '../support/desk';
import { LOOKS, shows, speak } from '../support/looks';
import { expect, test } from '../support/test';

type Fields = Record<string, unknown>;

const PLAN = {
  type: 'tagger',
  title: 'Formule',
  key: 'plan',
  custom_field_options: [
    { name: 'Essentiel', value: 'essentiel' },
    { name: 'Atelier::Premium', value: 'premium' },
  ],
};

/** Claire of the Hôtel Marceau with a ticket, and fields of people and organizations. */
async function fill(desk: Desk, admin: Agent) {
  const ticket = await desk.addTicket(admin, { subject: 'Lampe Halo', text: 'Bonjour.' });
  for (const user_field of [
    PLAN,
    { type: 'date', title: 'Cliente depuis', key: 'since' },
    { type: 'checkbox', title: 'Rappels par téléphone', key: 'calls' },
  ])
    await admin.api.call('POST', '/user_fields', { user_field });
  const contact = {
    type: 'lookup',
    title: 'Suivi par',
    key: 'owner',
    relationship_target_type: 'zen:user',
  };
  for (const organization_field of [contact, { type: 'integer', title: 'Chambres', key: 'rooms' }])
    await admin.api.call('POST', '/organization_fields', { organization_field });
  const { organization } = await admin.api.call<{ organization: { id: number } }>(
    'POST',
    '/organizations',
    {
      organization: {
        name: 'Hôtel Marceau',
        organization_fields: { owner: String(admin.id), rooms: 42 },
      },
    },
  );
  const { users } = await admin.api.call<{ users: { id: number }[] }>(
    'GET',
    '/users/search?query=claire',
  );
  const claire = users[0]?.id ?? 0;
  const user = {
    organization_id: organization.id,
    user_fields: { plan: 'premium', since: '2024-03-01' },
  };
  await admin.api.call('PUT', `/users/${claire}`, { user });
  return { ticket, claire, organization: organization.id };
}

test('an admin makes a field of people, and puts it in order, out of use, and away', async ({
  desk,
}) => {
  const admin = await desk.setUp();
  const page = await desk.openFor(admin, '/settings/user-fields');
  await page.getByRole('button', { name: 'Add field' }).click();
  await page.getByRole('button', { name: /^Look-up/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Finds' }).click();
  await expect(page.getByRole('option')).toHaveText(['People', 'Organizations']);
  await page.keyboard.press('Escape');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Looked after by');
  await dialog.getByRole('textbox', { name: 'Key (optional)' }).fill('Owner!');
  await expect(dialog.getByText('Customers see it')).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Create field' }).click();
  await expect(dialog.getByText('Use small letters, digits and _')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Key (optional)' }).fill('owner');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Create field' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Looked after by' })).toBeVisible();
  await admin.api.call('POST', '/user_fields', { user_field: PLAN });
  const rows = page.getByRole('main').getByRole('listitem');
  await expect(rows).toHaveCount(2);
  await page.getByRole('button', { name: 'Move Formule', exact: true }).focus();
  await page.keyboard.press('ArrowUp');
  await expect(rows.first()).toContainText('Formule');
  await rows.first().getByRole('button', { name: 'Change Formule' }).click();
  await expect(dialog.getByText('plan', { exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('switch', { name: 'Formule in use' }).click({ force: true });
  await expect(rows.first()).toContainText('Not in use');
  await page.getByRole('button', { name: 'Remove Formule' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove field' }).click();
  await expect(rows).toHaveCount(1);
});

test('values of people and organizations are changed in place, taken back, and read beside a ticket', async ({
  desk,
}) => {
  const admin = await desk.setUp();
  const { ticket, claire, organization } = await fill(desk, admin);
  const fieldsOf = async () =>
    (await admin.api.call<{ user: { user_fields: Fields } }>('GET', `/users/${claire}`)).user
      .user_fields;
  const page = await desk.openFor(admin, `/people/${claire}`);
  const facts = page.getByRole('complementary', { name: 'Details' });
  await facts.getByRole('button', { name: 'Formule' }).click();
  await page.keyboard.type('essen');
  await page.keyboard.press('Enter');
  await expect(facts.getByRole('button', { name: 'Formule' })).toContainText('Essentiel');
  await expect.poll(async () => (await fieldsOf()).plan).toBe('essentiel');
  await facts.getByRole('checkbox', { name: 'Rappels par téléphone' }).click();
  await expect.poll(async () => (await fieldsOf()).calls).toBe(true);
  await expect(page.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible();
  await page.keyboard.press('z');
  await expect.poll(async () => (await fieldsOf()).calls ?? false).toBe(false);
  expect((await fieldsOf()).plan).toBe('essentiel');
  await expectAccessible(page);

  await page.goto(`/organizations/${organization}`);
  await facts.getByRole('button', { name: 'Chambres' }).click();
  await page.keyboard.type('beaucoup');
  await page.keyboard.press('Enter');
  await expect(facts.getByText('Write a whole number')).toBeVisible();
  await page.keyboard.press('Escape');

  await page.goto(`/tickets/${ticket}`);
  await expect(page.getByRole('article').first()).toBeVisible();
  await page.keyboard.press('2');
  const beside = page.getByRole('complementary', { name: 'Details' });
  await expect(beside.getByText('Essentiel')).toBeVisible();
  await expect(beside.getByText('1 Mar 2024')).toBeVisible();
  await expect(beside.getByText('Rappels par téléphone')).toHaveCount(0);
  await expect(beside.getByRole('link', { name: 'Thomas Morel' })).toBeVisible();
  await expect(beside.getByText('42')).toBeVisible();
  await expectAccessible(page);
});

for (const look of LOOKS) {
  test(`screens of fields of people, ${look.name}`, async ({ desk }) => {
    const admin = await desk.setUp();
    await speak(admin, look);
    const { ticket, claire, organization } = await fill(desk, admin);
    const page = await desk.openFor(admin, '/settings/user-fields', look.options);
    await expect(page.getByText('Cliente depuis')).toBeVisible();
    await shows(page, 'settings-user-fields', look);
    await page.getByRole('button', { name: /(Change|Modifier) Formule/ }).click();
    await shows(page, 'user-field', look);
    await page.goto('/settings/organization-fields');
    await shows(page, 'settings-organization-fields', look);
    await page.goto(`/people/${claire}`);
    await expect(page.getByText('Atelier › Premium')).toBeVisible();
    await shows(page, 'person-fields', look);
    await page.goto(`/organizations/${organization}`);
    await expect(page.getByRole('button', { name: 'Suivi par' })).toContainText('Thomas');
    await shows(page, 'organization-fields', look);
    await page.goto(`/tickets/${ticket}`);
    await expect(page.getByRole('article').first()).toBeVisible();
    await page.keyboard.press('2');
    await expect(page.getByText('Atelier › Premium')).toBeVisible();
    await shows(page, 'person-tab-fields', look);
  });
}
