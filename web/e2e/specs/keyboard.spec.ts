import { expect, test } from '../support/test';

test('a ticket is found, read, noted on and solved without a mouse', async ({ desk }) => {
  const admin = await desk.setUp();
  for (const subject of ['Lampe Halo fêlée', 'Facture au nom de la société', 'Dimmer buzzes']) {
    await desk.addTicket(admin, { subject, text: `${subject}, en détail.` });
  }
  const page = await desk.openFor(admin);
  const { keyboard } = page;
  await expect(page.getByRole('link', { name: /Dimmer buzzes/ })).toBeVisible();

  await keyboard.press('j');
  await keyboard.press('j');
  await keyboard.press('k');
  await expect(page.getByRole('heading', { name: 'Dimmer buzzes' }).first()).toBeVisible();

  await keyboard.press('n');
  await expect(page.getByRole('textbox', { name: 'Write a note for your team' })).toBeFocused();
  await keyboard.type('Vu au clavier');
  await keyboard.press('Control+Enter');
  await expect(page.getByRole('article').filter({ hasText: 'Vu au clavier' })).toBeVisible();
  await keyboard.press('Escape');

  await keyboard.press('e');
  await expect(page.getByRole('status').filter({ hasText: /Undo/ })).toBeVisible();

  await keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Search or jump' })).toBeFocused();
  await keyboard.type('factur');
  await expect(page.getByRole('option', { name: /Facture au nom/ })).toBeVisible();
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /Facture au nom/ }).first()).toBeVisible();

  await keyboard.press('g');
  await keyboard.press('u');
  await expect(page.getByRole('heading', { name: 'Unassigned' }).first()).toBeVisible();
});

test('what is typed right after R or N is text, however slow the editor is', async ({ desk }) => {
  const admin = await desk.setUp();
  const id = await desk.addTicket(admin, { subject: 'Lampe Halo fêlée', text: 'Bonjour' });
  const page = await desk.openFor(admin, '/sign-in');
  await page.route('**/assets/rich-editor*', async (route) => {
    await new Promise((later) => setTimeout(later, 1500));
    await route.continue();
  });
  await page.goto(`/tickets/${id}`);
  const { keyboard } = page;
  await expect(page.getByRole('heading', { name: 'Lampe Halo fêlée' }).first()).toBeVisible();

  await keyboard.press('r');
  await keyboard.type('Je joins ceci & <cela>. ');
  await expect(page.locator('.ProseMirror')).toBeFocused();
  await keyboard.type('Rien ne se perd.');
  await expect(page.getByRole('textbox', { name: 'Write a reply' })).toHaveText(
    'Je joins ceci & <cela>. Rien ne se perd.',
  );

  await keyboard.press('Escape');
  await keyboard.press('n');
  await keyboard.type('Une note, exprès.');
  await keyboard.press('Control+Enter');
  await expect(page.getByRole('article').filter({ hasText: 'Une note, exprès.' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Lampe Halo fêlée' }).first()).toBeVisible();
});

test('Z right after sending takes the answer back, as the notice says', async ({ desk }) => {
  const admin = await desk.setUp();
  const id = await desk.addTicket(admin, { subject: 'Lampe Halo fêlée', text: 'Bonjour' });
  const page = await desk.openFor(admin, `/tickets/${id}`);
  const { keyboard } = page;
  await expect(page.getByRole('heading', { name: 'Lampe Halo fêlée' }).first()).toBeVisible();
  await keyboard.press('n');
  await expect(page.locator('.ProseMirror')).toBeFocused();
  await keyboard.type('Trop vite.');
  await keyboard.press('Control+Enter');
  await expect(page.getByRole('status').filter({ hasText: /Undo/ })).toBeVisible();
  await keyboard.press('z');
  await expect(page.getByRole('textbox', { name: 'Write a note' })).toHaveText('Trop vite.');
  await expect(page.getByRole('article').filter({ hasText: 'Trop vite.' })).toHaveCount(0);
});

test('R on a ticket that is still loading begins its reply', async ({ desk }) => {
  const admin = await desk.setUp();
  const id = await desk.addTicket(admin, { subject: 'Lampe Halo fêlée', text: 'Bonjour' });
  const page = await desk.openFor(admin, '/sign-in');
  const loading = page.waitForRequest(`**/tickets/${id}/conversation*`);
  let isTyped: () => void = () => undefined;
  const typed = new Promise<void>((done) => {
    isTyped = done;
  });
  await page.route(`**/tickets/${id}/conversation*`, async (route) => {
    await typed;
    await route.continue();
  });
  await page.goto(`/tickets/${id}`);
  await loading;
  await expect(page.getByRole('region', { name: 'Conversation' })).toBeVisible();

  await page.keyboard.press('r');
  await page.keyboard.type('Je commence ');
  isTyped();
  await expect(page.locator('.ProseMirror')).toBeFocused();
  await page.keyboard.type('déjà.');
  await expect(page.getByRole('textbox', { name: 'Write a reply' })).toHaveText(
    'Je commence déjà.',
  );
});

test('the palette finds commands, numbers and people', async ({ desk }) => {
  const admin = await desk.setUp();
  const id = await desk.addTicket(admin, { subject: 'Lampe Halo fêlée', text: 'Bonjour' });
  const page = await desk.openFor(admin);
  const field = page.getByRole('combobox', { name: 'Search or jump' });
  await expect(page.getByRole('link', { name: /Lampe Halo/ })).toBeVisible();

  await page.keyboard.press('Control+k');
  await field.fill(`#${id}`);
  await expect(page.getByRole('option', { name: /Lampe Halo/ })).toBeVisible();
  await field.fill('@clair');
  await expect(page.getByRole('option', { name: /Claire Dubreuil/ })).toBeVisible();
  await field.fill('>settings');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'My profile' })).toBeVisible();

  await page.keyboard.press('Control+k');
  await field.fill('lampe');
  await page.keyboard.press('Control+Enter');
  await expect(page).toHaveURL(/\/search\?q=lampe/);
});

test('the sheet names the keys, and single keys can be turned off', async ({ desk }) => {
  const admin = await desk.setUp();
  const id = await desk.addTicket(admin, { subject: 'Lampe Halo fêlée', text: 'Bonjour' });
  const page = await desk.openFor(admin, `/tickets/${id}`);
  await expect(page.getByRole('heading', { name: 'Lampe Halo fêlée' }).first()).toBeVisible();
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(sheet.getByRole('listitem').filter({ hasText: 'Internal note' })).toContainText('N');
  await expect(sheet.getByRole('listitem').filter({ hasText: 'Undo the last' })).toContainText('Z');
  await sheet
    .getByRole('textbox', { name: 'Find a shortcut' })
    .or(sheet.getByRole('searchbox'))
    .fill('zzz');
  await expect(sheet.getByText('Nothing found')).toBeVisible();
  await sheet.getByRole('switch', { name: 'Single keys' }).click();
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();

  await page.keyboard.press('n');
  await expect(page.getByRole('textbox', { name: 'Write a note for your team' })).toBeHidden();
});
