import { LOOKS, shows, speak } from '../support/looks';
import { expect, test } from '../support/test';
import { TicketPage } from '../support/ticket-page';

const LAMP = { subject: 'Lampe Halo fêlée', text: 'Bonjour, mon abat-jour est arrivé fêlé.' };

test('a note is edited, two at once see each other, and its versions are shown', async ({
  desk,
}) => {
  const admin = await desk.setUp();
  const id = await desk.addTicket(admin, LAMP);
  await admin.api.call('PUT', `/tickets/${id}`, {
    ticket: { comment: { html_body: '<p>Commander un abat-jour</p>', public: false } },
  });
  const ticket = new TicketPage(await desk.openFor(admin, `/tickets/${id}`));
  const { page } = ticket;
  const note = page.getByRole('article').filter({ hasText: 'Internal note' });
  await note.getByRole('button', { name: /^Message from/ }).click();
  await page.getByRole('menuitem', { name: 'Edit note' }).click();
  const dialog = page.getByRole('dialog', { name: 'Edit note' });
  await dialog.getByRole('textbox', { name: 'What the note says' }).click();
  await page.keyboard.press('End');
  await page.keyboard.type(' neuf');
  const said = await admin.api.call<{ comments: { id: number; public: boolean }[] }>(
    'GET',
    `/tickets/${id}/comments`,
  );
  const noteId = said.comments.find((comment) => !comment.public)?.id;
  await admin.api.call('PUT', `/tickets/${id}/comments/${noteId}`, {
    comment: { html_body: '<p>Commander deux abat-jour</p>' },
  });
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByRole('alert')).toContainText('Somebody edited the note meanwhile');
  await expect(dialog.locator('ins')).toHaveText('deux');
  await dialog.getByRole('button', { name: 'Go on with mine' }).click();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  await expect(note).toContainText('Commander un abat-jour neuf');

  await note.getByRole('button', { name: 'Edited: show what it said before' }).click();
  const history = page.getByRole('dialog', { name: 'Earlier versions' });
  await expect(history.getByRole('listitem')).toHaveCount(3);
  await expect(history.getByRole('listitem').first().locator('del')).toHaveText('deux');
  await page.keyboard.press('Escape');

  const question = page.getByRole('article').filter({ hasText: LAMP.text });
  await question.getByRole('button', { name: /^Message from/ }).click();
  await expect(page.getByRole('menuitem', { name: 'Split into a new ticket' })).toBeVisible();
  await expect(page.getByRole('menuitem', { name: 'Edit note' })).toBeHidden();
});

for (const look of LOOKS) {
  test(`screens of edited notes, ${look.name}`, async ({ desk }) => {
    const say = (en: string, fr: string) => (look.locale === 'fr' ? fr : en);
    const admin = await desk.setUp();
    await speak(admin, look);
    const id = await desk.addTicket(admin, LAMP);
    const changed = await admin.api.call<{ audit: { events: { type: string; id: number }[] } }>(
      'PUT',
      `/tickets/${id}`,
      { ticket: { comment: { body: 'Commander un abat-jour à l’atelier.', public: false } } },
    );
    const noteId = changed.audit.events.find(({ type }) => type === 'Comment')?.id;
    for (const text of [
      'Commander deux abat-jour à l’atelier, dont un pour la vitrine.',
      'Commander deux abat-jour à l’atelier avant vendredi, dont un pour la vitrine.',
    ]) {
      await admin.api.call('PUT', `/tickets/${id}/comments/${noteId}`, { comment: { body: text } });
    }
    const page = await desk.openFor(admin, `/tickets/${id}`, look.options);
    const mark = page.getByRole('button', { name: say('Edited: show', 'Modifiée') });
    await expect(mark).toBeVisible();
    await shows(page, 'note-edited', look);
    await mark.click();
    await expect(page.getByRole('dialog').getByRole('listitem')).toHaveCount(3);
    await shows(page, 'note-history', look);
    await page.keyboard.press('Escape');
    await page
      .getByRole('article')
      .filter({ hasText: 'vitrine' })
      .getByRole('button', { name: /^Message/ })
      .click();
    await page.getByRole('menuitem', { name: say('Edit note', 'Modifier la note') }).click();
    await expect(page.getByRole('dialog').getByRole('textbox')).toBeVisible();
    await shows(page, 'note-edit', look);
  });
}
