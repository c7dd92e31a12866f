import { expectAccessible } from '../support/accessibility';
import type { Agent, Desk } from '../support/desk';
import { LOOKS, shows, speak } from '../support/looks';
import { expect, test } from '../support/test';
import { TicketPage } from '../support/ticket-page';

type Person = { id: number; organization_id: number | null; notes: string; tags: string[] };

/** Claire with two tickets, and the hotel that she works for. */
async function fill(desk: Desk, admin: Agent) {
  const first = await desk.addTicket(admin, {
    subject: 'Lampe Halo arrivée fêlée',
    text: 'Bonjour, mon abat-jour est fêlé.',
  });
  await desk.addTicket(admin, {
    subject: 'Devis pour 24 appliques Brume',
    text: 'Pourriez-vous nous confirmer le délai ?',
  });
  await admin.api.call('PUT', `/tickets/${first}`, {
    ticket: { status: 'solved', comment: { body: 'Un abat-jour part demain.', public: true } },
  });
  const { organization } = await admin.api.call<{ organization: { id: number } }>(
    'POST',
    '/organizations',
    {
      organization: {
        name: 'Hôtel Marceau',
        domain_names: ['hotel-marceau.test'],
        tags: ['grand_compte'],
        notes: 'Facture au siège, à Lyon.',
      },
    },
  );
  const { users } = await admin.api.call<{ users: Person[] }>('GET', '/users/search?query=claire');
  return { first, organization: organization.id, claire: users[0]?.id ?? 0 };
}

test('a person is opened from their ticket, and what is known about them is changed in place', async ({
  desk,
}) => {
  const admin = await desk.setUp();
  const { first, organization, claire } = await fill(desk, admin);
  const person = async () =>
    (await admin.api.call<{ user: Person }>('GET', `/users/${claire}`)).user;
  const ticket = new TicketPage(await desk.openFor(admin, `/tickets/${first}`));
  const { page } = ticket;
  await page.getByRole('link', { name: /Claire Dubreuil claire/ }).click();
  await expect(page.getByRole('heading', { name: 'Claire Dubreuil' })).toBeVisible();
  await expect(page.getByRole('link', { name: /Devis pour 24 appliques/ })).toBeVisible();
  await expectAccessible(page);

  const facts = page.getByRole('complementary', { name: 'Details' });
  await facts.getByRole('button', { name: 'Organization' }).click();
  await page.keyboard.type('hôtel');
  await page.getByRole('option', { name: 'Hôtel Marceau' }).click();
  await expect.poll(async () => (await person()).organization_id).toBe(organization);
  await facts.getByRole('button', { name: 'Notes' }).click();
  await page.keyboard.type('Préfère le téléphone.');
  await page.keyboard.press('Control+Enter');
  await expect.poll(async () => (await person()).notes).toBe('Préfère le téléphone.');
  await page.waitForLoadState('networkidle');
  await page.keyboard.press('z');
  await expect.poll(async () => (await person()).notes).toBe('');
  await facts.getByRole('button', { name: 'Address or phone number' }).click();
  await page.keyboard.type('claire@hotel-marceau.test');
  await page.keyboard.press('Enter');
  await expect(facts.getByRole('link', { name: 'claire@hotel-marceau.test' })).toBeVisible();
  await facts.getByRole('button', { name: 'More about claire@hotel-marceau.test' }).click();
  await page.getByRole('menuitem', { name: 'Make it the main address' }).click();
  await expect(facts.getByRole('listitem').filter({ hasText: 'Main' })).toContainText('hotel');

  await page.getByRole('tab', { name: 'Timeline' }).click();
  const moments = page.getByRole('tabpanel').getByRole('listitem');
  await expect(moments).toHaveCount(3);
  await expect(moments.first()).toContainText('Un abat-jour part demain.');
  await expectAccessible(page);
});

test('people and organizations are found, added and followed from one to the other', async ({
  desk,
}) => {
  const admin = await desk.setUp();
  const { organization, claire } = await fill(desk, admin);
  await admin.api.call('PUT', `/users/${claire}`, { user: { organization_id: organization } });
  const page = await desk.openFor(admin);
  await expect(page.getByRole('navigation', { name: 'Views' })).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('o');
  await page.getByRole('searchbox').fill('hôtel');
  await page.getByRole('link', { name: 'Hôtel Marceau' }).click();
  await expect(page.getByRole('link', { name: /Lampe Halo/ })).toHaveCount(0);
  await page.getByRole('tab', { name: 'People' }).click();
  await expect(page.getByRole('link', { name: 'Claire Dubreuil' })).toBeVisible();
  const facts = page.getByRole('complementary', { name: 'Details' });
  await facts.getByRole('button', { name: 'Domains' }).click();
  await page.keyboard.type(', marceau.test');
  await page.keyboard.press('Enter');
  await expect(facts.getByRole('button', { name: 'Domains' })).toContainText(
    'hotel-marceau.test, marceau.test',
  );
  await expectAccessible(page);

  await page.getByRole('button', { name: 'All organizations' }).click();
  await page.getByRole('button', { name: 'Add organization' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('Studio Kessler');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Studio Kessler' })).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('p');
  await page.getByRole('button', { name: 'Add person' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Priya Raman');
  await dialog.getByLabel('E-mail').fill('priya@studio-kessler.test');
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Priya Raman' })).toBeVisible();
  await expect(page.getByText('No ticket yet')).toBeVisible();
});

for (const look of LOOKS) {
  test(`screens of people and organizations, ${look.name}`, async ({ desk }) => {
    const admin = await desk.setUp();
    await speak(admin, look);
    const { organization, claire } = await fill(desk, admin);
    const user = {
      organization_id: organization,
      tags: ['vip', 'hotellerie'],
      notes: 'Préfère être appelée le matin.',
      phone: '+33 4 72 00 00 00',
    };
    await admin.api.call('PUT', `/users/${claire}`, { user });
    const page = await desk.openFor(admin, `/people/${claire}`, look.options);
    await expect(page.getByRole('link', { name: /Devis pour 24/ })).toBeVisible();
    await shows(page, 'person', look);
    await page.getByRole('tab').nth(1).click();
    await expect(page.getByRole('tabpanel').getByRole('listitem')).toHaveCount(3);
    await shows(page, 'person-timeline', look);
    await page.goto(`/organizations/${organization}`);
    await page.getByRole('tab').nth(1).click();
    await expect(page.getByRole('link', { name: /Claire Dubreuil/ })).toBeVisible();
    await shows(page, 'organization', look);
    await page.goto('/organizations');
    await shows(page, 'organizations', look);
  });
}
