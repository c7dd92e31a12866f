import { expectAccessible } from '../support/accessibility';
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
