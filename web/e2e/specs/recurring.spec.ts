import { LOOKS, shows, speak } from '../support/looks';
import { expect, test } from '../support/test';

test('a recurring ticket is set up, made now, paused, gone on with and removed', async ({
  desk,
}) => {
  const admin = await desk.createAccount();
  await admin.api.call('POST', '/task_templates', {
    task_template: { title: 'Sauvegardes', tasks: ['Relire une bande'] },
  });
  const page = await desk.openFor(admin, '/settings/recurring');
  await page.getByRole('link', { name: 'Add recurring ticket' }).click();
  await page.getByRole('combobox', { name: 'Repeats' }).click();
  await page.getByRole('option', { name: 'Every month' }).click();
  await page.getByRole('combobox', { name: 'On the' }).click();
  await page.getByRole('option', { name: 'second' }).click();
  await page.getByRole('combobox', { name: 'Day of the week' }).click();
  await page.getByRole('option', { name: 'Tuesday' }).click();
  await page.getByLabel('At', { exact: true }).fill('14:30');
  const next = page.getByRole('region', { name: 'Next times' });
  await expect(next).toContainText('Every month on the second Tuesday at 14:30');
  await expect(next.getByRole('listitem')).toHaveCount(5);
  await expect(next.getByRole('listitem').first()).toContainText(/^Tuesday.* 14:30$/);

  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Write something here').first()).toBeVisible();
  await page.getByLabel('Subject').fill('Vérifier les sauvegardes');
  await page.getByRole('textbox', { name: 'Write a note for your team' }).click();
  await page.keyboard.type('Relire une sauvegarde au hasard.');
  await page.getByLabel('Tags').fill('sauvegardes mensuel');
  await page.getByRole('combobox', { name: 'Tasks from a template' }).click();
  await page.getByRole('option', { name: 'Sauvegardes' }).click();
  await page.getByRole('button', { name: 'Save' }).click();

  const line = page.getByRole('listitem').filter({ hasText: 'Vérifier les sauvegardes' });
  await expect(line).toContainText(/Next .*14:30/);
  const more = line.getByRole('button', { name: 'More for Vérifier les sauvegardes' });
  await more.click();
  await page.getByRole('menuitem', { name: 'Make one now' }).click();
  await expect(line.getByRole('link', { name: '#1' })).toBeVisible();
  await more.click();
  await page.getByRole('menuitem', { name: 'Pause' }).click();
  await expect(line).toContainText('Paused');
  await more.click();
  await page.getByRole('menuitem', { name: 'Go on' }).click();
  await expect(line).toContainText(/Next .*14:30/);

  await line.getByRole('link', { name: 'Vérifier les sauvegardes' }).click();
  await expect(page.getByRole('combobox', { name: 'Day of the week' })).toHaveValue('Tuesday');
  await expect(page.getByLabel('Tags')).toHaveValue('mensuel sauvegardes');
  await page.getByLabel('Subject').fill('Vérifier toutes les sauvegardes');
  await page.getByRole('button', { name: 'Save' }).click();
  const renamed = page.getByRole('listitem').filter({ hasText: 'Vérifier toutes les sauvegardes' });
  await renamed.getByRole('link', { name: '#1' }).click();
  await expect(page.getByRole('heading', { name: 'Vérifier les sauvegardes' })).toBeVisible();
  await expect(page.getByText('Relire une bande')).toBeVisible();
  await expect(page.getByText('Made by a recurring ticket').first()).toBeVisible();

  await page.goto('/settings/recurring');
  await renamed.getByRole('button', { name: /^More for/ }).click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByText('No recurring ticket yet')).toBeVisible();
});

for (const look of LOOKS) {
  test(`screens of recurring tickets, ${look.name}`, async ({ desk }) => {
    const say = (en: string, fr: string) => (look.locale === 'fr' ? fr : en);
    const admin = await desk.createAccount();
    await speak(admin, look);
    const page = await desk.openFor(admin, '/settings/recurring', look.options);
    await shows(page, 'settings-recurring-none', look);
    const at = { time: '09:00', time_zone: 'Europe/Paris', starts_on: '2026-01-01' };
    const make = (subject: string, schedule: object) =>
      admin.api.call<{ recurring_ticket: { id: number } }>('POST', '/recurring_tickets', {
        recurring_ticket: {
          ticket: {
            subject,
            comment: { html_body: '<p>Comme la dernière fois.</p>', public: false },
          },
          schedule: { ...schedule, ...at },
        },
      });
    await make('Inventaire de l’atelier', { frequency: 'monthly', day: 31 });
    const weekly = await make('Vérifier les sauvegardes', {
      frequency: 'weekly',
      weekdays: ['monday', 'thursday'],
    });
    const { id } = weekly.recurring_ticket;
    await admin.api.call('POST', `/recurring_tickets/${id}/run`, {});
    const yearly = await make('Renouveler le certificat', {
      frequency: 'yearly',
      month: 3,
      day: 15,
    });
    await admin.api.call('PUT', `/recurring_tickets/${yearly.recurring_ticket.id}`, {
      recurring_ticket: { paused: true },
    });
    await page.reload();
    await expect(page.getByText('#1')).toBeVisible();
    await shows(page, 'settings-recurring', look);
    await page.getByRole('link', { name: 'Vérifier les sauvegardes' }).click();
    await expect(
      page
        .getByRole('region', { name: say('Next times', 'Prochaines échéances') })
        .getByRole('listitem'),
    ).toHaveCount(5);
    await shows(page, 'settings-recurring-edit', look);
  });
}
