import { expect, test } from '../support/test';
import { TicketPage } from '../support/ticket-page';

test('files are added by button, by paste and by drop, and leave with the reply', async ({
  desk,
}) => {
  const admin = await desk.setUp();
  const id = await desk.addTicket(admin, { subject: 'Notice perdue', text: 'Bonjour' });
  const ticket = new TicketPage(await desk.openFor(admin, `/tickets/${id}`));
  const { page } = ticket;
  await ticket.write('Voici la notice.');

  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Attach a file' }).click();
  await (await choosing).setFiles({
    name: 'notice.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.4 notice'),
  });
  await expect(page.getByRole('button', { name: 'Remove notice.pdf' })).toBeVisible();

  await giveFile(ticket, 'paste', 'pasted.txt');
  await expect(page.getByRole('button', { name: 'Remove pasted.txt' })).toBeVisible();
  await giveFile(ticket, 'drop', 'dropped.txt');
  await expect(page.getByRole('button', { name: 'Remove dropped.txt' })).toBeVisible();

  await ticket.send();
  await expect(ticket.message('Voici la notice.')).toContainText('notice.pdf');
  await expect
    .poll(() => desk.postbox.messages.join('\n'), { timeout: 30_000 })
    .toContain('dropped.txt');
  expect(desk.postbox.messages.join('\n')).toContain('notice.pdf');
});

test('a mail’s attachment can be taken from the ticket', async ({ desk }) => {
  const admin = await desk.setUp();
  await desk.receive(
    { subject: 'Ma facture', text: 'La voici.' },
    { attachments: [{ filename: 'facture.txt', content: 'Total 189' }] },
  );
  const ticket = new TicketPage(await desk.openFor(admin));
  await ticket.page.getByRole('link', { name: 'All open' }).click();
  await ticket.open('Ma facture');
  const downloading = ticket.page.waitForEvent('download');
  await ticket
    .message('La voici.')
    .getByRole('link', { name: /facture\.txt/ })
    .click();
  expect((await downloading).suggestedFilename()).toBe('facture.txt');
});

/** Pastes or drops a file on the editor, as the browser does it. */
async function giveFile(ticket: TicketPage, how: 'paste' | 'drop', name: string) {
  await ticket.editor.evaluate(
    (editor, { how, name }) => {
      const data = new DataTransfer();
      data.items.add(new File(['content'], name, { type: 'text/plain' }));
      const init = { bubbles: true, cancelable: true };
      editor.dispatchEvent(
        how === 'paste'
          ? new ClipboardEvent('paste', { ...init, clipboardData: data })
          : new DragEvent('drop', { ...init, dataTransfer: data }),
      );
    },
    { how, name },
  );
}
