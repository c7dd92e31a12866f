import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/accessibility';
import type { Agent } from '../support/desk';
import { LOOKS, shows, showsNow, speak } from '../support/looks';
import { expect, test } from '../support/test';

const WAITING = '{{ticket.requester.first_name}}';

/** Many tickets of one customer, assigned to the admin, numbered in their order. */
async function addMany(admin: Agent, number: number) {
  const count = async () => {
    const path = '/search/count?query=type:ticket';
    return (await admin.api.call<{ count: number }>('GET', path)).count;
  };
  for (let done = 0; done < number; done += 100) {
    const tickets = Array.from({ length: Math.min(100, number - done) }, (_, index) => ({
      subject: `Lampe ${done + index + 1}`,
      requester: { name: 'Claire Dubreuil', email: 'claire.dubreuil@example.com' },
      assignee_id: admin.id,
      comment: { body: 'Elle ne s’allume plus.', public: false },
    }));
    await admin.api.call('POST', '/tickets/create_many', { tickets });
    await expect.poll(count).toBe(done + tickets.length);
  }
}

async function statusOf(by: Agent, id: number): Promise<string> {
  return (await by.api.call<{ ticket: { status: string } }>('GET', `/tickets/${id}`)).ticket.status;
}

const bar = (page: Page) => page.getByRole('toolbar', { name: 'Bulk actions' });
const told = (page: Page, text: string | RegExp) =>
  page.getByRole('status').filter({ hasText: text });

test('the whole view is selected, changed, and taken back but for what changed since', async ({
  desk,
}) => {
  const admin = await desk.setUp();
  await addMany(admin, 120);
  await admin.api.call('PUT', '/tickets/1', { ticket: { status: 'solved' } });
  const page = await desk.openFor(admin);
  await expect(page.getByRole('link', { name: /Lampe 120/ })).toBeVisible();
  await page.waitForLoadState('networkidle');
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await expect(page.getByText('1 selected')).toBeVisible();
  await bar(page)
    .getByRole('button', { name: /^Select the \d+ shown/ })
    .click();
  await bar(page).getByRole('button', { name: 'Select all 119 of this view' }).click();
  await expect(page.getByText('All 119 tickets of the view selected')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('s');
  await page.getByRole('option', { name: 'Pending' }).click();
  await expect(told(page, '119 tickets changed')).toBeVisible();
  expect(await statusOf(admin, 120)).toBe('pending');
  expect(await statusOf(admin, 1)).toBe('solved');

  await admin.api.call('PUT', '/tickets/7', { ticket: { status: 'hold' } });
  await told(page, '119 tickets changed').getByRole('button', { name: 'Undo' }).click();
  await expect(told(page, '118 tickets are as before')).toBeVisible();
  await page.getByRole('button', { name: '1 left as it is. Why?' }).click();
  await expect(page.getByRole('status').getByRole('link', { name: '#7' })).toBeVisible();
  await expectAccessible(page);
  expect(await statusOf(admin, 120)).toBe('open');
  expect(await statusOf(admin, 7)).toBe('hold');
  await page.getByRole('button', { name: 'Hide', exact: true }).click();
  await expect(told(page, 'as before')).toBeHidden();
});

test('a reply to several names each person, and a macro is tried before it is used', async ({
  desk,
}) => {
  const admin = await desk.setUp();
  await desk.addTicket(admin, { subject: 'Lampe', text: 'Bonjour' });
  const priya = { from: 'priya@example.com', name: 'Priya Raman' };
  const second = await desk.addTicket(admin, { subject: 'Abat-jour', text: 'Hello', ...priya });
  const actions = [{ field: 'current_tags', value: 'recall' }];
  await admin.api.call('POST', '/macros', { macro: { title: 'Recall', actions } });
  const page = await desk.openFor(admin);
  await expect(page.getByRole('link', { name: /Abat-jour/ })).toBeVisible();
  await page.waitForLoadState('networkidle');
  await page.keyboard.press('Shift+A');
  await bar(page).getByRole('button', { name: 'Reply' }).click();
  const dialog = page.getByRole('dialog', { name: 'Reply to 2 tickets' });
  await dialog.getByRole('textbox', { name: 'Text' }).fill('Hello ');
  await dialog.getByRole('button', { name: 'Insert a placeholder' }).click();
  await page.getByRole('menuitem', { name: 'First name of the requester' }).click();
  await expect(dialog.getByRole('textbox', { name: 'Text' })).toHaveValue(`Hello ${WAITING}`);
  const preview = dialog.getByRole('region', { name: 'Preview on one ticket' });
  await expect(preview.getByText('Hello Priya', { exact: true })).toBeVisible();
  await preview.getByRole('button', { name: 'Next ticket' }).click();
  await expect(preview.getByText('Hello Claire', { exact: true })).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Send 2 replies' }).click();
  await expect(told(page, '2 tickets changed')).toBeVisible();
  await page.goto(`/tickets/${second}`);
  await expect(page.getByRole('article').filter({ hasText: 'Hello Priya' })).toBeVisible();

  await page.goto('/');
  await expect(page.getByRole('link', { name: /Abat-jour/ })).toBeVisible();
  await page.waitForLoadState('networkidle');
  await page.keyboard.press('Shift+A');
  await page.keyboard.press('Shift+M');
  const macro = page.getByRole('dialog', { name: 'Use a macro on 2 tickets' });
  await macro.getByRole('combobox', { name: 'Macro' }).click();
  await page.getByRole('option', { name: 'Recall' }).click();
  await expect(macro.getByRole('region', { name: 'Preview on one ticket' })).toContainText(
    'recall',
  );
  await expectAccessible(page);
  await macro.getByRole('button', { name: 'Use on 2 tickets' }).click();
  await expect(told(page, '2 tickets changed')).toBeVisible();
});

test('everything that a search finds is changed at once, gone through by keyboard', async ({
  desk,
}) => {
  const admin = await desk.setUp();
  await addMany(admin, 60);
  const page = await desk.openFor(admin, '/search?q=lampe');
  const results = page.getByRole('link', { name: /Lampe \d+/ });
  await expect(results).toHaveCount(50);
  await page.getByRole('searchbox').press('Enter');
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await expect(page.getByText('1 selected')).toBeVisible();
  await bar(page).getByRole('button', { name: 'Select the 50 shown' }).click();
  await bar(page).getByRole('button', { name: 'Select all 60 found' }).click();
  await expect(page.getByText('All 60 tickets found are selected')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('p');
  await page.getByRole('option', { name: 'High' }).click();
  await expect(told(page, '60 tickets changed')).toBeVisible();
  await expect(bar(page)).toBeHidden();
  await told(page, '60 tickets changed').getByRole('button', { name: 'Undo' }).click();
  await expect(told(page, '60 tickets are as before')).toBeVisible();
});

for (const look of LOOKS) {
  const say = (en: string, fr: string) => (look.locale === 'fr' ? fr : en);

  test(`screens of bulk changes, ${look.name}`, async ({ desk }) => {
    const admin = await desk.setUp();
    await speak(admin, look);
    await addMany(admin, 60);
    const actions = [{ field: 'comment_value', value: 'Bonjour {{ticket.requester.name}}' }];
    await admin.api.call('POST', '/macros', { macro: { title: 'Rappel::Lampes', actions } });
    const page = await desk.openFor(admin, '/', look.options);
    await expect(page.getByRole('link', { name: /Lampe 60/ })).toBeVisible();
    await page.waitForLoadState('networkidle');
    await page.keyboard.press('Shift+A');
    await shows(page, 'bulk-everything', look);
    await page.keyboard.press('r');
    await page.getByRole('textbox', { name: say('Text', 'Texte') }).fill(`Bonjour ${WAITING},`);
    await expect(page.getByText('Bonjour Claire,')).toBeVisible();
    await shows(page, 'bulk-reply', look);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
    await page.keyboard.press('Shift+M');
    await page.getByRole('combobox', { name: 'Macro' }).click();
    await page.getByRole('option', { name: 'Rappel › Lampes' }).click();
    await expect(page.getByText('Bonjour Claire Dubreuil')).toBeVisible();
    await shows(page, 'bulk-macro', look);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
    await admin.api.call('PUT', '/tickets/3', { ticket: { status: 'closed' } });
    const bulk_change = { ids: [2, 3, 4], ticket: { priority: 'high' } };
    await admin.api.call('POST', '/bulk_changes', { bulk_change });
    await expect(page.getByText(say('2 tickets changed', '2 tickets modifiés'))).toBeVisible();
    await page.getByRole('button', { name: /Why\?|Pourquoi/ }).click();
    await showsNow(page, 'bulk-done', look);
    await page.goto('/search?q=lampe');
    await expect(page.getByRole('link', { name: /Lampe/ }).first()).toBeVisible();
    await page.getByRole('searchbox').press('Enter');
    await page.keyboard.press('Shift+A');
    await expect(page.getByText(/^(All 60|Les 60) tickets/)).toBeVisible();
    await shows(page, 'search-selected', look);
  });
}
