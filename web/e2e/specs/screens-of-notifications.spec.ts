import type { Agent, Desk } from '../support/desk';
import { LOOKS, shows, speak } from '../support/looks';
import { expect, test } from '../support/test';

for (const look of LOOKS) {
  const say = (en: string, fr: string) => (look.locale === 'fr' ? fr : en);

  test(`screens of notifications, ${look.name}`, async ({ desk }) => {
    const admin = await desk.setUp();
    await speak(admin, look);
    const page = await desk.openFor(admin, '/people', look.options);
    const bell = page.getByRole('button', { name: /^(Notifications|Alerts)/ });
    await bell.click();
    await expect(page.getByRole('dialog').getByRole('heading', { level: 2 }).last()).toBeVisible();
    await shows(page, 'notifications-none', look);
    await page.keyboard.press('Escape');

    const ticket = await fill(desk, admin);
    await expect(bell).toHaveAccessibleName(/5/);
    await bell.click();
    await expect(page.getByRole('dialog').getByRole('listitem')).toHaveCount(5);
    await shows(page, 'notifications', look);
    await page.goto('/settings/notifications');
    await expect(page.getByRole('switch')).toHaveCount(5);
    await shows(page, 'settings-notifications', look);

    await page.goto(`/tickets/${ticket}`);
    await expect(page.getByRole('article').last()).toBeVisible();
    if (look.name === 'phone') {
      await page.getByRole('button', { name: /^(Reply to|Répondre à)/ }).tap();
      await page.getByRole('radiogroup').getByText('Note', { exact: true }).tap();
    } else {
      await page.getByRole('button', { name: say('Internal note', 'Note interne') }).click();
    }
    await expect(page.locator('.ProseMirror')).toBeFocused();
    await page.keyboard.type('@in');
    await expect(page.getByRole('option')).toHaveCount(2);
    await shows(page, 'mention-list', look);
    await page.keyboard.press('Enter');
    await page.keyboard.type('il reste des abat-jours ?');
    await shows(page, 'mention-written', look);
  });
}

/** A ticket about which there is something of every kind to be told. */
async function fill(desk: Desk, admin: Agent) {
  const ines = await desk.addAgent(admin, 'Inès Rahmani');
  await admin.api.call('POST', '/groups', { group: { name: 'Installation' } });
  const change = (id: number, ticket: object) => ines.api.call('PUT', `/tickets/${id}`, { ticket });
  const first = await desk.addTicket(ines, {
    subject: 'Lampe Halo arrivée avec l’abat-jour fêlé',
    text: 'Bonjour, je viens de recevoir ma lampe et l’abat-jour est fêlé.',
  });
  const second = await desk.addTicket(ines, {
    subject: 'Devis pour 24 appliques Brume et leur pose dans un hôtel de montagne',
    text: 'Pourriez-vous nous confirmer le délai ?',
  });
  const mention = `<p><span data-mention="user-${admin.id}">@Thomas</span> il reste 6 abat-jours Halo en ivoire. Troisième casse du même lot ce mois-ci.</p>`;
  await change(first, { comment: { html_body: mention, public: false } });
  await change(first, { priority: 'high' });
  await change(first, { comment: { body: 'Le fournisseur est prévenu.', public: false } });
  await change(second, { assignee_id: admin.id });
  const { ticket } = await admin.api.call<{ ticket: { requester_id: number } }>(
    'GET',
    `/tickets/${second}`,
  );
  const comment = { body: 'Avez-vous des nouvelles ?', author_id: ticket.requester_id };
  await change(second, { comment });
  return first;
}
