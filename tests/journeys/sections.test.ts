import type { Page } from '@playwright/test';
import { afterAll, beforeAll, test } from 'vitest';
import { expect, journey, openBrowser } from '~tests/setup/browser';
import { type ServerProcess, startServer } from '~tests/setup/server-process';
import { printedCredentials, signIn, signInToConsole, visit } from './people';

const page = '/console/admin/service-portal';

journey('Who has a section, chosen person by person', () => {
  let server: ServerProcess;
  let admin: Page;
  let other: Page;
  let tom: Page;
  let lena: Page;
  const open = openBrowser();
  beforeAll(async () => {
    server = await startServer({ demo: true });
    const printed = printedCredentials(server);
    const origin = server.origin('demo');
    admin = await open('admin', { origin, expected: [422] });
    await signInToConsole(admin, { email: printed.admin.login, password: printed.admin.password });
    const state = await admin.context().storageState();
    other = await open('the same admin in another tab', { origin, state });
    tom = await open('contact', { origin, expected: [404] });
    await signIn(tom, { username: printed.contact.login, password: printed.contact.password });
    lena = await open('restricted contact', { origin, expected: [404] });
    const { login, password } = printed.restricted;
    await signIn(lena, { username: login, password });
  });
  afterAll(() => server?.stop());

  const status = async (person: Page) => (await person.goto('/tickets'))?.status();
  const tickets = (on: Page) => on.getByRole('region', { name: 'Tickets' });
  const chosen = (on: Page) =>
    tickets(on).getByRole('list', { name: 'Selected contacts' }).getByRole('listitem');

  test('by keyboard, at once, and in two tabs without losing anybody', async () => {
    expect([await status(tom), await status(lena)]).toEqual([200, 404]);
    await visit(admin, page);
    await visit(other, page);

    await tickets(admin).getByRole('button', { name: 'Remove Tom Hargreaves' }).press('Enter');
    await expect(tickets(admin).getByText('Tom Hargreaves is no longer selected.')).toBeVisible();
    expect(await status(tom)).toBe(404);

    const field = tickets(other).getByRole('combobox', { name: 'Selected contacts' });
    await field.fill('lena');
    const option = tickets(other).getByRole('option', { name: /^Lena Hoffmann/ });
    await expect(option).toHaveAttribute('aria-selected', 'false');
    await field.press('Enter');
    await expect(option).toHaveAttribute('aria-selected', 'true');
    await expect(tickets(other).getByText('Lena Hoffmann is selected.')).toBeVisible();
    expect([await status(tom), await status(lena)]).toEqual([404, 200]);

    await visit(other, page);
    await expect(chosen(other).filter({ hasText: 'Lena Hoffmann' })).toHaveCount(1);
    await expect(chosen(other).filter({ hasText: 'Tom Hargreaves' })).toHaveCount(0);

    await tickets(admin).getByRole('button', { name: 'Undo' }).click();
    await expect(tickets(admin).getByText('Tom Hargreaves is selected.')).toBeVisible();
    await expect(chosen(admin).filter({ hasText: 'Tom Hargreaves' })).toHaveCount(1);
    expect([await status(tom), await status(lena)]).toEqual([200, 200]);
  });

  test('an audience counts once it is saved, and can be taken back', async () => {
    await visit(admin, page);
    await tickets(admin).getByRole('radio', { name: 'Nobody' }).check();
    expect(await status(tom)).toBe(200);
    await tickets(admin).getByRole('button', { name: 'Save changes' }).click();
    await expect(tickets(admin).getByRole('button', { name: 'Undo' })).toBeVisible();
    expect(await status(tom)).toBe(404);
    await tickets(admin).getByRole('button', { name: 'Undo' }).click();
    await expect(tickets(admin).getByText('Taken back.')).toBeVisible();
    expect(await status(tom)).toBe(200);
  });

  test('an announcement counts from the tenant’s own eight o’clock, and to when it is taken down', async () => {
    await visit(admin, page);
    const form = admin.locator('form', { has: admin.getByLabel('Start') });
    const rows = admin.locator('section', { has: form }).getByRole('listitem');
    await form.getByLabel('Text', { exact: true }).fill('Maintenance on New Year’s Eve');
    await expect(form.getByLabel('Start')).toHaveAccessibleDescription(/Europe\/Berlin/);
    await form.getByLabel('Start').fill('2099-07-01T08:00');
    await form.getByLabel('End').fill('2099-07-01T07:00');
    await form.getByRole('button', { name: 'Announce' }).click();
    await expect(form.getByLabel('End')).toHaveAttribute('aria-invalid', 'true');
    await expect(form.getByLabel('Start')).toHaveValue('2099-07-01T08:00');
    await form.getByLabel('End').fill('');
    await form.getByRole('button', { name: 'Announce' }).click();
    await expect(rows).toContainText('from Jul 1, 2099, 8:00\u202fAM, until it is taken down');
    await expect(rows).toContainText('Planned');
    await visit(tom, '/');
    await expect(tom.getByText('Maintenance on')).toHaveCount(0);

    await form.getByLabel('Text', { exact: true }).fill('The mail is slow today.');
    await form.getByRole('button', { name: 'Announce' }).click();
    await expect(rows.filter({ hasText: 'Shown now' })).toContainText('The mail is slow today.');
    await visit(tom, '/');
    await expect(tom.getByText('The mail is slow today.')).toBeVisible();
    await rows.filter({ hasText: 'slow today' }).getByRole('button', { name: 'Take down' }).click();
    await admin.getByRole('alertdialog').getByRole('button', { name: 'Take down' }).click();
    await expect(rows).toHaveCount(1);
    await visit(tom, '/');
    await expect(tom.getByText('The mail is slow today.')).toHaveCount(0);
  });

  test('the same picker finds whose new ticket it is', async () => {
    await visit(admin, '/console/tickets/new');
    const requester = admin.getByRole('combobox', { name: 'Requester' });
    await requester.fill('hoffmann lena');
    await expect(admin.getByRole('option', { name: /^Lena Hoffmann/ })).toBeVisible();
    await requester.press('Enter');
    await expect(requester).toHaveValue(/^Lena Hoffmann \(/);
    await expect(admin.locator('input[name=requesterId]')).toHaveValue(/^[0-9a-f-]{36}$/);
  });
});
