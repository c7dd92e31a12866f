import type { Page } from '@playwright/test';
import type { Agent, Desk } from '../support/desk';
import { LOOKS, type Look, shows, showsNow, speak } from '../support/looks';
import { photograph } from '../support/picture';
import { expect, test } from '../support/test';

const isPhone = (look: Look) => look.name === 'phone';

for (const look of LOOKS) {
  const say = (en: string, fr: string) => (look.locale === 'fr' ? fr : en);

  test(`screens of a conversation, ${look.name}`, async ({ desk }) => {
    const admin = await desk.setUp();
    await speak(admin, look);
    const id = await converse(desk, admin);
    const page = await desk.openFor(admin, `/tickets/${id}`, look.options);
    await expect(page.getByRole('article')).toHaveCount(3);
    await shows(page, 'conversation', look);
    const quote = say('Show quoted text', 'Afficher le texte cité');
    await page.getByRole('button', { name: quote }).last().click();
    await shows(page, 'conversation-quote', look);

    if (isPhone(look)) {
      await page.keyboard.press(']');
      await page.getByRole('dialog').locator('label').last().tap();
    } else {
      await page.getByRole('tab', { name: say('Person', 'Personne') }).click();
    }
    await expect(page.getByText('claire.dubreuil@example.com').last()).toBeVisible();
    await shows(page, 'person-tab', look);
  });

  test(`screens of writing, ${look.name}`, async ({ desk }) => {
    const admin = await desk.setUp();
    await speak(admin, look);
    const id = await converse(desk, admin);
    const page = await desk.openFor(admin, `/tickets/${id}`, look.options);
    const { keyboard } = page;
    await expect(page.getByRole('article')).toHaveCount(3);
    await openComposer(page, look);
    await expect(page.locator('.ProseMirror')).toBeFocused();
    await keyboard.type('Bonjour Claire,');
    await keyboard.press('Enter');
    await keyboard.type('votre abat-jour part ');
    await keyboard.press('Control+b');
    await keyboard.type('ce soir');
    await keyboard.press('Control+b');
    await keyboard.type(' :');
    await keyboard.press('Enter');
    await keyboard.type('- Halo, laiton');
    await keyboard.press('Enter');
    await keyboard.type('une vis de rechange');
    await page.locator('input[type=file]').setInputFiles({
      name: 'bon-de-retour.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.alloc(48_000, '%PDF-1.4 '),
    });
    const remove = say('Remove bon-de-retour.pdf', 'Retirer bon-de-retour.pdf');
    await expect(page.getByRole('button', { name: remove })).toBeVisible();
    await shows(page, 'composer-filled', look);

    await page.context().setOffline(true);
    await expect(page.getByText(say('Offline. Your draft', 'Hors ligne.'))).toBeVisible();
    await showsNow(page, 'offline', look);
    await page.context().setOffline(false);
    await expect(page.getByText(say('Offline. Your draft', 'Hors ligne.'))).toBeHidden();

    await keyboard.press('Control+Enter');
    await expect(page.getByText(say('Reply sent on', 'Envoyé sur'))).toBeVisible();
    // It stays as long as it has the focus.
    await page.getByRole('button', { name: say('Undo', 'Annuler') }).focus();
    await showsNow(page, 'undo-toast', look);

    await openComposer(page, look);
    const note = say('Note', 'Note');
    if (isPhone(look)) await page.getByRole('dialog').getByText(note, { exact: true }).tap();
    else await page.getByRole('button', { name: say('Internal note', 'Note interne') }).click();
    await expect(page.locator('.ProseMirror')).toBeFocused();
    await keyboard.type('@Inès, il en reste six au dépôt ? Voir avec l’atelier.');
    await shows(page, 'note-filled', look);
  });

  test(`screens of many tickets, ${look.name}`, async ({ desk }) => {
    const admin = await desk.setUp();
    await speak(admin, look);
    await admin.api.call('PUT', '/users/me', { user: { preferences: { list_layout: 'table' } } });
    const ines = await desk.addAgent(admin, 'Inès Rahmani');
    const ids = await addMany(desk, admin);
    const page = await desk.openFor(admin, '/', look.options);
    await expect(page.getByRole('link', { name: /Lampe Halo/ })).toBeVisible();
    await page.waitForLoadState('networkidle');
    for (const key of ['j', 'x', 'j', 'x', 'j', 'x']) await page.keyboard.press(key);
    await expect(page.getByText(say('3 selected', '3 sélectionnés'))).toBeVisible();
    await shows(page, 'table-selection', look);

    await page.goto(`/tickets/${ids[0]}`);
    await expect(page.getByRole('article').first()).toBeVisible();
    await conflict(page, ines, ids[0] ?? 0);
    await showsNow(page, 'conflict', look);
  });
}

async function openComposer(page: Page, look: Look) {
  if (isPhone(look)) await page.getByRole('button', { name: 'Reply to Claire' }).tap();
  else await page.keyboard.press('r');
}

/** Two people give the ticket a priority at the same time. */
async function conflict(page: Page, other: Agent, id: number) {
  let isMade: () => void = () => undefined;
  const made = new Promise<void>((done) => {
    isMade = done;
  });
  await page.route(`**/api/v2/tickets/${id}`, async (route) => {
    if (route.request().method() === 'PUT') await made;
    await route.continue();
  });
  await page.keyboard.press('p');
  await page.getByRole('option').last().click();
  await other.api.call('PUT', `/tickets/${id}`, { ticket: { priority: 'normal' } });
  isMade();
  await expect(page.getByRole('alert').filter({ hasText: 'Inès Rahmani' })).toBeVisible();
}

/** A ticket by mail with a photograph, an answer, and the customer's answer to it. Its number. */
async function converse(desk: Desk, admin: Agent): Promise<number> {
  const subject = 'Lampe Halo arrivée avec l’abat-jour fêlé';
  const first = '<halo-1@example.com>';
  const signature = '<p>-- <br>Claire Dubreuil<br>12 rue des Lilas, 69003 Lyon</p>';
  await desk.receive(
    { subject, text: '' },
    {
      messageId: first,
      html: `<p>Bonjour,</p><p>ma lampe Halo est arrivée hier, et l’abat-jour est fêlé sur
        tout un côté. Voici une photo :</p><p><img src="cid:photo" alt="L’abat-jour"></p>${signature}`,
      attachments: [
        { filename: 'abat-jour.png', content: photograph(), cid: 'photo' },
        { filename: 'facture-2214.pdf', content: Buffer.alloc(82_000, '%PDF-1.4 ') },
      ],
    },
  );
  const id = await newestTicket(admin);
  await admin.api.call('PUT', `/tickets/${id}`, {
    ticket: {
      assignee_id: admin.id,
      priority: 'high',
      tags: ['halo', 'casse'],
      comment: { body: 'Bonjour Claire, nous vous en envoyons un autre.', public: true },
    },
  });
  const quoted =
    '<p>Le 22 nov. 2026, Atelier Lumen a écrit :</p><blockquote type="cite">Bonjour Claire, nous vous en envoyons un autre.</blockquote>';
  await desk.receive(
    { subject: `Re: ${subject}`, text: '' },
    {
      inReplyTo: first,
      references: first,
      html: `<p>Merci beaucoup ! Dois-je vous rendre l’ancien ?</p>${signature}${quoted}`,
    },
  );
  return id;
}

async function newestTicket(admin: Agent): Promise<number> {
  let id = 0;
  await expect
    .poll(async () => {
      const { tickets } = await admin.api.call<{ tickets: { id: number }[] }>('GET', '/tickets');
      id = Math.max(0, ...tickets.map((ticket) => ticket.id));
      return id;
    })
    .toBeGreaterThan(0);
  return id;
}

/** Tickets as different as a day brings them. Their numbers. */
async function addMany(desk: Desk, admin: Agent): Promise<number[]> {
  const people = [
    ['Claire Dubreuil', 'claire.dubreuil@example.com', 'Lampe Halo arrivée avec l’abat-jour fêlé'],
    ['Priya Raman', 'priya@example.com', 'Dimmer buzzes on Opaline 3'],
    ['Jonas Weber', 'jonas.weber@example.com', 'Rechnung für Bestellung 2214'],
    ['Amina Kaddour', 'amina@example.com', 'Quelle ampoule pour la suspension Nacre ?'],
    [
      'Tom Sawyer',
      'tom@example.com',
      'A very long subject that says everything about a delivery that came late, was left at the wrong door and then went back',
    ],
    ['Léa Fontaine', 'lea.fontaine@example.com', 'Changer l’adresse de livraison'],
  ] as const;
  const priorities = ['urgent', 'high', 'normal', 'low', 'high', 'normal'];
  const ids: number[] = [];
  for (const [index, [name, from, subject]] of people.entries()) {
    const id = await desk.addTicket(admin, { subject, text: `${subject}, en détail.`, from, name });
    await admin.api.call('PUT', `/tickets/${id}`, { ticket: { priority: priorities[index] } });
    ids.push(id);
  }
  return ids;
}
