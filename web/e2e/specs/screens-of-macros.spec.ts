import type { Page } from '@playwright/test';
import type { Agent, Desk } from '../support/desk';
import { LOOKS, type Look, shows, speak } from '../support/looks';
import { expect, test } from '../support/test';

const isPhone = (look: Look) => look.name === 'phone';
const TEXT =
  '<p>Bonjour {{ticket.requester.first_name}},</p><p>nous vous remboursons aujourd’hui ; comptez trois jours ouvrés.</p><p>{{current_user.first_name}}</p>';

for (const look of LOOKS) {
  const say = (en: string, fr: string) => (look.locale === 'fr' ? fr : en);

  test(`screens of macros, ${look.name}`, async ({ desk }) => {
    const admin = await desk.setUp();
    await speak(admin, look);
    const { ticket, macro } = await fill(desk, admin);
    const page = await desk.openFor(admin, `/tickets/${ticket}`, look.options);
    await expect(page.getByRole('article').last()).toBeVisible();
    await openComposer(page, look);
    await page.keyboard.type('/');
    await expect(page.getByRole('option').first()).toBeVisible();
    await shows(page, 'macros-slash', look);
    await page.keyboard.type('accep');
    await expect(page.getByRole('option')).toHaveCount(1);
    await page.keyboard.press('Enter');
    await expect(page.getByText(say('When sent:', 'À l’envoi'))).toBeVisible();
    await shows(page, 'macros-waiting', look);

    await page.goto('/settings/macros');
    await expect(page.getByRole('switch').first()).toBeVisible();
    await shows(page, 'settings-macros-filled', look);
    await page.goto(`/settings/macros/${macro}`);
    await expect(page.locator('.ProseMirror')).toBeVisible();
    await page.getByPlaceholder(say('Ticket number', 'Numéro du ticket')).fill(String(ticket));
    await page.getByRole('button', { name: say('Show', 'Afficher'), exact: true }).click();
    await expect(page.getByText(/Bonjour Claire,/)).toBeVisible();
    await shows(page, 'settings-macro', look);
  });

  test(`screens of merging, ${look.name}`, async ({ desk }) => {
    const admin = await desk.setUp();
    await speak(admin, look);
    const { ticket, other } = await fill(desk, admin);
    const page = await desk.openFor(admin, `/tickets/${other}`, look.options);
    await expect(page.getByRole('article').last()).toBeVisible();
    await page.getByRole('button', { name: say('More', 'Plus'), exact: true }).click();
    await page.getByRole('menuitem', { name: say('Merge into', 'Fusionner dans') }).click();
    await expect(page.getByRole('option').first()).toBeVisible();
    await shows(page, 'merge-search', look);
    await page.getByRole('option', { name: /Lampe Halo/ }).click();
    await expect(page.getByRole('dialog').getByRole('region')).toHaveCount(2);
    await shows(page, 'merge-pair', look);
    await page.getByRole('dialog').locator('button[type=submit]').click();
    await expect(page.getByRole('article')).toHaveCount(2);
    await shows(page, 'merge-survivor', look);
    await page.goto(`/tickets/${other}`);
    await expect(page.getByRole('note').getByRole('link')).toContainText(`#${ticket}`);
    await shows(page, 'merge-banner', look);
  });
}

async function openComposer(page: Page, look: Look) {
  if (isPhone(look)) await page.getByRole('button', { name: 'Reply to Claire' }).tap();
  else await page.keyboard.press('r');
  await expect(page.locator('.ProseMirror')).toBeFocused();
}

/** Two tickets of one person, and a few macros of different kinds. */
async function fill(desk: Desk, admin: Agent) {
  const ticket = await desk.addTicket(admin, {
    subject: 'Lampe Halo arrivée avec l’abat-jour fêlé',
    text: 'Bonjour, je viens de recevoir ma lampe et l’abat-jour est fêlé.',
  });
  const other = await desk.addTicket(admin, {
    subject: 'Toujours pas de réponse pour ma lampe',
    text: 'Je vous ai écrit hier au sujet d’un abat-jour fêlé.',
  });
  const ines = await desk.addAgent(admin, 'Inès Rahmani');
  const { group } = await admin.api.call<{ group: { id: number } }>('POST', '/groups', {
    group: { name: 'Livraisons' },
  });
  const field = await admin.api.call<{ ticket_field: { id: number } }>('POST', '/ticket_fields', {
    ticket_field: {
      type: 'multiselect',
      title: 'Défauts',
      custom_field_options: [
        { name: 'Rayé', value: 'rayé' },
        { name: 'Cassé', value: 'cassé' },
      ],
    },
  });
  const add = async (title: string, actions: object[], more: object = {}) => {
    const body = { macro: { title, actions, ...more } };
    return (await admin.api.call<{ macro: { id: number } }>('POST', '/macros', body)).macro.id;
  };
  await add('Passer à Inès', [{ field: 'assignee_id', value: ines.id }]);
  await add(
    'Atelier::Demander une pièce',
    [
      { field: 'comment_value_html', value: '<p>Une pièce à préparer, voir la commande.</p>' },
      { field: 'comment_mode_is_public', value: false },
      { field: 'status', value: 'hold' },
    ],
    { restriction: { type: 'Group', ids: [group.id] } },
  );
  const macro = await add(
    'Remboursement::Accepté',
    [
      { field: 'priority', value: 'high' },
      { field: `custom_fields_${field.ticket_field.id}`, value: ['rayé', 'cassé'] },
      { field: 'current_tags', value: 'remboursement halo' },
      { field: 'assignee_id', value: ines.id },
      { field: 'status', value: 'solved' },
      { field: 'comment_value_html', value: TEXT },
      { field: 'comment_mode_is_public', value: true },
    ],
    { description: 'Quand la marchandise est revenue en bon état' },
  );
  return { ticket, other, macro };
}
