import { expectAccessible } from '../support/accessibility';
import type { Agent, Desk } from '../support/desk';
import { LOOKS, shows, speak } from '../support/looks';
import { expect, test } from '../support/test';
import { TicketPage } from '../support/ticket-page';

const LAMP = { subject: 'Lampe Halo fêlée', text: 'Bonjour, mon abat-jour est arrivé fêlé.' };
const RETURN = { title: 'Retour', tasks: ['Imprimer l’étiquette', 'Attendre le colis'] };
const DAY_MS = 86_400_000;

const addTemplate = (by: Agent) =>
  by.api.call<{ task_template: { id: number } }>('POST', '/task_templates', {
    task_template: RETURN,
  });

test('an agent lists what is to be done, ticks it off, and is warned when solving', async ({
  desk,
}) => {
  const admin = await desk.setUp();
  await desk.addAgent(admin, 'Inès Rahmani');
  const id = await desk.addTicket(admin, LAMP);
  const ticket = new TicketPage(await desk.openFor(admin, `/tickets/${id}`));
  const { page } = ticket;
  const tasks = page.getByRole('region', { name: 'Tasks' });
  await tasks.getByRole('button', { name: 'Add a task', exact: true }).click();
  for (const title of ['Appeler l’atelier', 'Commander un abat-jour', 'Écrire à Claire']) {
    await page.keyboard.type(title);
    await page.keyboard.press('Enter');
    await expect(tasks.getByRole('button', { name: title, exact: true })).toBeVisible();
  }
  await page.keyboard.press('Escape');
  await tasks.getByRole('checkbox', { name: 'Done: Appeler l’atelier' }).click();
  await expect(tasks.getByRole('heading')).toContainText('1/3');

  await tasks.getByRole('button', { name: 'Commander un abat-jour', exact: true }).click();
  await expectAccessible(page);
  await page.getByRole('combobox', { name: 'Assignee' }).click();
  await page.getByRole('option', { name: 'Inès Rahmani' }).click();
  const yesterday = new Date(Date.now() - DAY_MS).toISOString().slice(0, 10);
  await page.getByRole('textbox', { name: 'Due' }).fill(yesterday);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const second = tasks.getByRole('listitem').filter({ hasText: 'Commander un abat-jour' });
  await expect(second).toContainText('Inès Rahmani');
  await expect(second.locator('time[data-urgency=over]')).toBeVisible();

  await tasks.getByRole('button', { name: 'Move Écrire à Claire' }).focus();
  await page.keyboard.press('ArrowUp');
  await expect(tasks.getByRole('listitem').nth(1)).toContainText('Écrire à Claire');
  await second.getByRole('button', { name: /^Commander/ }).click();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(second).toBeHidden();
  await page.keyboard.press('z');
  await expect(second).toContainText('Inès Rahmani');

  await ticket.write('Un abat-jour neuf part demain.');
  await expect(page.getByText('2 tasks are still open')).toBeVisible();
  await page.keyboard.press('Control+Shift+Enter');
  await expect(ticket.toast('Solved with 2 tasks still open')).toBeVisible();
  await page.getByRole('button', { name: 'Show', exact: true }).first().click();
  await expect(page.getByText('did the task “Appeler l’atelier”')).toBeVisible();
});

test('a template is made once, and used by a click and by a macro; a ticket is due', async ({
  desk,
}) => {
  const admin = await desk.setUp();
  const id = await desk.addTicket(admin, LAMP);
  const page = await desk.openFor(admin, '/settings/tasks');
  await expect(page.getByText('No template yet')).toBeVisible();
  await page.getByRole('button', { name: 'Add template' }).click();
  await page.getByRole('button', { name: 'Create template' }).click();
  await expect(page.getByText('Write something here').first()).toBeVisible();
  await page.getByRole('textbox', { name: 'Name' }).fill(RETURN.title);
  await page.getByRole('textbox', { name: 'Tasks' }).fill(`${RETURN.tasks.join('\n')}\n\n`);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Create template' }).click();
  await expect(page.getByText('2 tasks · Imprimer l’étiquette, Attendre le colis')).toBeVisible();

  const { task_templates } = await admin.api.call<{ task_templates: { id: number }[] }>(
    'GET',
    '/task_templates',
  );
  await admin.api.call('POST', '/macros', {
    macro: {
      title: 'Retour accepté',
      actions: [{ field: 'task_template_id', value: task_templates[0]?.id }],
    },
  });
  await page.goto(`/tickets/${id}`);
  const ticket = new TicketPage(page);
  const tasks = page.getByRole('region', { name: 'Tasks' });
  await tasks.getByRole('button', { name: 'Add tasks from a template' }).click();
  await page.getByRole('menuitem', { name: RETURN.title }).click();
  await expect(tasks.getByRole('heading')).toContainText('0/2');
  await expect(ticket.toast(/Undo/)).toBeVisible();
  await page.keyboard.press('z');
  await expect(tasks.getByRole('listitem')).toHaveCount(0);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Retour accepté');
  await page.getByRole('option', { name: /Macro: Retour accepté/ }).click();
  await expect(tasks.getByRole('heading')).toContainText('0/2');

  const details = page.getByRole('complementary', { name: 'Details' });
  await details.getByRole('button', { name: /^Due/ }).click();
  const today = new Date().toISOString().slice(0, 10);
  await page.getByRole('textbox', { name: 'Due' }).fill(today);
  await page.keyboard.press('Enter');
  await expect(details.getByRole('button', { name: /^Due/ })).toContainText('Today');
  await page.goto('/');
  const card = page.getByRole('link', { name: /Lampe Halo fêlée.*due Today/ });
  await expect(card).toBeVisible();
});

async function fill(desk: Desk, admin: Agent): Promise<number> {
  const id = await desk.addTicket(admin, LAMP);
  const at = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();
  const add = (task: object) => admin.api.call('POST', `/tickets/${id}/tasks`, { task });
  await add({ title: 'Appeler l’atelier', done: true, assignee_id: admin.id });
  await add({
    title: 'Commander un abat-jour ivoire du même lot',
    assignee_id: admin.id,
    due_at: at(-1),
  });
  await add({ title: 'Écrire à Claire', due_at: at(9) });
  await admin.api.call('PUT', `/tickets/${id}`, { ticket: { due_at: at(0.5) } });
  await addTemplate(admin);
  return id;
}

for (const look of LOOKS) {
  test(`screens of tasks, ${look.name}`, async ({ desk }) => {
    const admin = await desk.setUp();
    await speak(admin, look);
    const id = await fill(desk, admin);
    const page = await desk.openFor(admin, '/settings/tasks', look.options);
    await expect(page.getByText('Retour', { exact: true })).toBeVisible();
    await shows(page, 'task-templates', look);
    await page.goto(`/tickets/${id}`);
    await expect(page.getByRole('article').last()).toBeVisible();
    if (look.name === 'phone') await page.getByRole('button', { name: 'Show details' }).tap();
    await expect(page.getByText('Écrire à Claire')).toBeVisible();
    await shows(page, 'tasks', look);
    await page.getByText('Commander un abat-jour').click();
    await expect(page.getByRole('combobox').first()).toBeVisible();
    await shows(page, 'task-editor', look);
  });
}
