import { expectAccessible } from '../support/accessibility';
import type { Agent, Desk } from '../support/desk';
import { expect, test } from '../support/test';
import { TicketPage } from '../support/ticket-page';

const LAMP = { subject: 'Lampe Halo fêlée', text: 'Bonjour, mon abat-jour est arrivé fêlé.' };
const REFUND = [
  {
    field: 'comment_value_html',
    value: '<p>Bonjour {{ticket.requester.first_name}}, remboursé.</p>',
  },
  { field: 'comment_mode_is_public', value: true },
  { field: 'status', value: 'solved' },
  { field: 'priority', value: 'high' },
  { field: 'current_tags', value: 'refund' },
];

async function addMacro(by: Agent, title: string, actions: object[], description = '') {
  const { macro } = await by.api.call<{ macro: { id: number } }>('POST', '/macros', {
    macro: { title, description, actions },
  });
  return macro.id;
}

type Shown = {
  status: string;
  priority: string | null;
  tags: string[];
  assignee_id: number | null;
};

async function ticketOf(by: Agent, id: number): Promise<Shown> {
  return (await by.api.call<{ ticket: Shown }>('GET', `/tickets/${id}`)).ticket;
}

async function open(desk: Desk, admin: Agent) {
  const id = await desk.addTicket(admin, LAMP);
  const ticket = new TicketPage(await desk.openFor(admin, `/tickets/${id}`));
  await expect(ticket.message('fêlé')).toBeVisible();
  return { id, ticket, page: ticket.page, keyboard: ticket.page.keyboard };
}

test('a slash finds a macro; its text and its changes leave together', async ({ desk }) => {
  const admin = await desk.setUp();
  const macro = await addMacro(admin, 'Remboursement::Accepté', REFUND, 'After a return');
  await addMacro(admin, 'Excuses', [{ field: 'comment_value_html', value: '<p>Désolé.</p>' }]);
  const { id, ticket, page, keyboard } = await open(desk, admin);

  await keyboard.press('r');
  await keyboard.type('Voici : /accepte');
  const option = page.getByRole('option', { name: /Accepté/ });
  await expect(option).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('option')).toHaveCount(1);
  await expect(page.getByText('After a return')).toBeVisible();
  await expect(page.getByText('Bonjour Claire, remboursé.')).toBeVisible();
  await expectAccessible(page);
  await keyboard.press('Enter');

  await expect(ticket.editor).toContainText('Voici :');
  await expect(ticket.editor).toContainText('Bonjour Claire, remboursé.');
  await expect(ticket.editor).not.toContainText('/accepte');
  const waiting = page.getByRole('list', { name: 'When sent:' });
  await expect(waiting.getByRole('listitem')).toHaveText(['Priority → High', '+ refund']);
  await expect(page.getByRole('button', { name: 'Send as Solved' })).toBeVisible();
  expect(await ticketOf(admin, id)).toMatchObject({ priority: null, tags: [] });

  const kept = () => page.evaluate((key) => localStorage.getItem(key), `guichet.draft.${id}.reply`);
  await expect.poll(kept).toContain('remboursé');
  await page.reload();
  await expect(ticket.editor).toContainText('Bonjour Claire, remboursé.');
  await waiting
    .getByRole('listitem')
    .filter({ hasText: 'refund' })
    .getByRole('button', { name: 'Leave this as it is' })
    .click();
  await ticket.send();
  await expect(ticket.toast('Reply sent on')).toBeVisible();
  await expect
    .poll(() => ticketOf(admin, id))
    .toMatchObject({ status: 'solved', priority: 'high', tags: [] });
  await expect(waiting).toBeHidden();
  const { macros } = await admin.api.call<{ macros: { id: number; usage_7d: number }[] }>(
    'GET',
    '/macros?include=usage_7d',
  );
  expect(macros.find((each) => each.id === macro)?.usage_7d).toBe(1);

  await keyboard.press('z');
  await expect(ticket.editor).toContainText('remboursé');
  await expect(waiting.getByRole('listitem')).toHaveText(['Priority → High']);
  expect(await ticketOf(admin, id)).toMatchObject({ status: 'open', priority: null });
});

test('a slash inside a word, or left with Escape, is only a slash', async ({ desk }) => {
  const admin = await desk.setUp();
  await addMacro(admin, 'Excuses', REFUND);
  const { ticket, page, keyboard } = await open(desk, admin);
  await keyboard.press('r');
  await keyboard.type('24/48 heures ');
  await expect(page.getByRole('option')).toHaveCount(0);
  await keyboard.type('/ex');
  await expect(page.getByRole('option')).toHaveCount(1);
  await keyboard.press('Escape');
  await expect(page.getByRole('option')).toHaveCount(0);
  await keyboard.type('terne');
  await expect(ticket.editor).toHaveText('24/48 heures /externe');
  await expect(ticket.editor).toBeFocused();
});

test('a macro for the team becomes a note, whatever was being written', async ({ desk }) => {
  const admin = await desk.setUp();
  await addMacro(admin, 'Atelier', [
    { field: 'comment_value_html', value: '<p>À voir avec l’atelier.</p>' },
    { field: 'comment_mode_is_public', value: false },
    { field: 'status', value: 'hold' },
  ]);
  const { id, ticket, page, keyboard } = await open(desk, admin);
  await keyboard.press('r');
  await expect(ticket.editor).toBeFocused();
  await keyboard.press('Control+/');
  await expect(page.getByRole('combobox', { name: 'Find a macro' })).toBeFocused();
  await keyboard.type('atel');
  await expect(page.getByRole('option', { name: /Atelier/ })).toBeVisible();
  await expectAccessible(page);
  await keyboard.press('Enter');
  await expect(ticket.noteEditor).toContainText('À voir avec l’atelier.');
  await expect(ticket.noteEditor).toBeFocused();
  await expect(page.getByRole('list', { name: 'When sent:' })).toContainText('Status → On hold');
  await keyboard.press('Control+Enter');
  await expect(ticket.message('À voir avec l’atelier.')).toContainText('Internal note');
  await expect.poll(() => ticketOf(admin, id)).toMatchObject({ status: 'hold' });
});

test('a macro without a text changes the ticket at once and can be undone', async ({ desk }) => {
  const admin = await desk.setUp();
  const ines = await desk.addAgent(admin, 'Inès Rahmani');
  await addMacro(admin, 'À Inès', [
    { field: 'assignee_id', value: ines.id },
    { field: 'current_tags', value: 'inès' },
  ]);
  const { id, ticket, page, keyboard } = await open(desk, admin);
  await keyboard.press('Control+k');
  await keyboard.type('macro ines');
  await expect(page.getByRole('option', { name: /Macro: À Inès/ })).toBeVisible();
  await expectAccessible(page);
  await keyboard.press('Enter');
  await expect(ticket.toast('Changed')).toBeVisible();
  await expect.poll(() => ticketOf(admin, id)).toMatchObject({ assignee_id: ines.id });
  await keyboard.press('z');
  await expect.poll(() => ticketOf(admin, id)).toMatchObject({ assignee_id: admin.id, tags: [] });
});

test('a macro whose agent has left says so, before and when it is used', async ({ desk }) => {
  const admin = await desk.setUp();
  const ines = await desk.addAgent(admin, 'Inès Rahmani');
  await addMacro(admin, 'À Inès', [{ field: 'assignee_id', value: ines.id }]);
  await admin.api.call('PUT', `/users/${ines.id}`, { user: { role: 'end-user' } });
  const { id, ticket, page, keyboard } = await open(desk, admin);
  await keyboard.press('r');
  await keyboard.type('/');
  await expect(page.getByText('Who it assigns to is not on the team any more.')).toBeVisible();
  await keyboard.press('Enter');
  await expect(ticket.toast('“À Inès” cannot be used here.')).toBeVisible();
  await expect(ticket.editor).toHaveText('');
  expect(await ticketOf(admin, id)).toMatchObject({ assignee_id: admin.id });
});
