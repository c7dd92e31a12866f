import { PASSWORD } from '../support/desk';
import { expect, test } from '../support/test';

test('someone signs in where they wanted to go, and out again', async ({ desk }) => {
  await desk.setUp();
  const page = await desk.open('/people');
  await expect(page.getByRole('heading', { name: 'Sign in to Atelier Lumen' })).toBeVisible();
  await page.getByLabel('E-mail').fill('thomas@atelier-lumen.test');
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'People' })).toBeVisible();

  await page.getByRole('button', { name: /Thomas Morel/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in to Atelier Lumen' })).toBeVisible();
});

test('wrong credentials are refused without saying which part is wrong', async ({ desk }) => {
  await desk.setUp();
  const page = await desk.open('/sign-in');
  await page.getByLabel('E-mail').fill('nobody@atelier-lumen.test');
  await page.getByRole('textbox', { name: 'Password' }).fill('something else');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toContainText('do not go together');
});

test('a link by mail leads to another password', async ({ desk }) => {
  await desk.setUp();
  const page = await desk.open('/sign-in');
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  await expect(page.getByRole('heading', { name: 'Choose another password' })).toBeVisible();
  await page.getByLabel('E-mail').fill('thomas@atelier-lumen.test');
  await page.getByRole('button', { name: 'Send the link' }).click();
  await expect(page.getByRole('status')).toContainText('a link is on its way');

  await expect.poll(() => linkIn(desk.postbox.messages), { timeout: 30_000 }).not.toBeNull();
  await page.goto(linkIn(desk.postbox.messages) ?? '');
  await page.getByRole('textbox', { name: 'New password' }).fill('another good password');
  await page.getByRole('button', { name: 'Set password' }).click();
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
});

test('an invitation is accepted by its link, once', async ({ desk }) => {
  const admin = await desk.setUp();
  const adminPage = await desk.openFor(admin, '/settings/people');
  await adminPage.getByRole('button', { name: 'Invite' }).click();
  await adminPage.getByLabel('Add an e-mail, or paste a list').fill('ines@atelier-lumen.test');
  await adminPage.keyboard.press('Enter');
  await adminPage.getByRole('button', { name: 'Send 1 invitation' }).click();
  await expect.poll(() => linkIn(desk.postbox.messages), { timeout: 30_000 }).not.toBeNull();
  const link = linkIn(desk.postbox.messages) ?? '';

  const page = await desk.open(link);
  await page.getByLabel('Your name').fill('Inès Rahmani');
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Join' }).click();
  await expect(page.getByRole('button', { name: /Inès Rahmani/ })).toBeVisible();

  const again = await desk.open(link);
  await expect(again.getByRole('heading', { name: 'This invitation is over' })).toBeVisible();
});

/** The link of the desk in the mails it sent; mail breaks long lines with `=`. */
function linkIn(messages: readonly string[]): string | null {
  const text = messages.join('\n').replace(/=\r?\n/g, '');
  return /https?:\/\/[^\s"<>]+\/(?:password|invitation)\/[\w-]+/.exec(text)?.[0] ?? null;
}
