import { expect, type Locator, type Page } from '@playwright/test';

/** What a person does on the page of a ticket, by the names they see. */
export class TicketPage {
  readonly editor: Locator;
  readonly noteEditor: Locator;
  readonly thread: Locator;

  constructor(readonly page: Page) {
    this.editor = page.getByRole('textbox', { name: 'Write a reply' });
    this.noteEditor = page.getByRole('textbox', { name: 'Write a note for your team' });
    this.thread = page.getByRole('article');
  }

  /** Opens a ticket from the list beside it. */
  async open(subject: string) {
    await this.page.getByRole('link', { name: subject }).first().click();
    await expect(this.page.getByRole('heading', { name: subject }).first()).toBeVisible();
  }

  async write(text: string) {
    await this.editor.click();
    await this.page.keyboard.type(text);
  }

  async writeNote(text: string) {
    await this.page.getByRole('button', { name: 'Internal note' }).click();
    await this.noteEditor.click();
    await this.page.keyboard.type(text);
  }

  async send() {
    await this.page.getByRole('button', { name: /^Send as/ }).click();
  }

  message(text: string) {
    return this.thread.filter({ hasText: text });
  }

  toast(text: string | RegExp) {
    return this.page.getByRole('status').filter({ hasText: text });
  }
}
