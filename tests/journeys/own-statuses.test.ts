import { afterAll, beforeAll, test } from 'vitest';
import { expect, journey, openBrowser } from '~tests/setup/browser';
import { type ServerProcess, startServer } from '~tests/setup/server-process';
import { printedCredentials, settled, signIn, signInToConsole, visit } from './people';

journey('Statuses of the tenant’s own, and many tickets at once', () => {
  let server: ServerProcess;
  const open = openBrowser();
  beforeAll(async () => {
    server = await startServer({ demo: true });
  });
  afterAll(() => server?.stop());

  test('an admin adds, orders and deletes a status; a technician gives it to many tickets', async () => {
    const { login, password } = printedCredentials(server).admin;
    const page = await open('admin', {
      origin: server.origin('demo'),
      expected: [422, /ERR_FAILED|Failed to fetch/],
    });
    await signInToConsole(page, { email: login, password });

    await visit(page, '/console/admin/settings/tickets');
    await page.getByRole('button', { name: 'Add status' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Add status' }).click();
    await expect(dialog.getByText('Fill this in.')).toBeVisible();
    await dialog.getByLabel('English').fill('With the vendor');
    await dialog.getByLabel('Deutsch').fill('Beim Hersteller');
    await dialog.getByLabel('Category').selectOption('pending');
    await dialog.getByRole('textbox', { name: /^Colour/ }).fill('#7a1f5c');
    await dialog.getByRole('button', { name: 'Add status' }).click();
    await expect(dialog).toHaveCount(0);
    const lines = page.getByRole('list', { name: 'Statuses' }).getByRole('listitem');
    await expect(lines.last()).toContainText('With the vendor');
    const up = page.getByRole('button', { name: 'Move “With the vendor” up' });
    await up.focus();
    await page.keyboard.press('Enter');
    await expect(lines.nth(3)).toContainText('With the vendor');
    await expect(up).toBeFocused();
    await expect(page.getByText('is number 4 of 5 now')).toBeVisible();
    await page.reload();
    await settled(page);
    await expect(lines.nth(3)).toContainText('With the vendor');

    await visit(page, '/console/tickets');
    const rows = page.locator('.queue > li');
    const numbers = await rows.evaluateAll((all) =>
      all.slice(0, 3).map((one) => /#\d+/.exec(one.textContent ?? '')?.[0] ?? ''),
    );
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await expect(page.getByText('1 ticket selected')).toBeVisible();
    await rows
      .nth(2)
      .getByRole('checkbox')
      .click({ modifiers: ['Shift'] });
    await expect(page.getByText('3 tickets selected')).toBeVisible();
    await page.getByRole('button', { name: 'Set status' }).click();
    await page.getByRole('menuitem', { name: 'With the vendor' }).click();
    await expect(page.getByText('3 tickets are changed.')).toBeVisible();
    await visit(page, '/console/tickets?status=with-the-vendor');
    for (const number of numbers) await expect(page.locator('.queue')).toContainText(number);

    await page.route('**/*', (route) =>
      route.request().method() === 'POST' ? route.abort() : route.continue(),
    );
    const first = rows.first();
    const badges = await first.locator('.badge').count();
    await first.getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Set priority' }).click();
    await page.getByRole('menuitem', { name: badges ? 'Low' : 'Urgent' }).click();
    await expect(page.getByText('the list shows what holds')).toBeVisible();
    await expect(first.locator('.badge')).toHaveCount(badges);
    await page.unrouteAll();

    await visit(page, '/console/admin/settings/tickets');
    await page.getByRole('button', { name: 'Delete “With the vendor”' }).click();
    const asked = page.getByRole('alertdialog');
    await asked.getByLabel('New status of its tickets').selectOption('open');
    await asked.getByRole('button', { name: 'Delete status' }).click();
    await expect(asked).toHaveCount(0);
    await expect(lines).toHaveCount(4);
    await expect(page.getByRole('button', { name: 'Delete “Open”' })).toBeDisabled();
  });

  test('whoever can’t reopen a ticket is asked before it is closed', async () => {
    const { admin, contact } = printedCredentials(server);
    const origin = server.origin('demo');
    const page = await open('strict admin', { origin });
    await signInToConsole(page, { email: admin.login, password: admin.password });
    await visit(page, '/console/admin/settings/tickets');
    await page.getByLabel('Tickets can’t be reopened').check();
    await page.getByRole('button', { name: 'Save changes' }).click();
    await expect(page.getByText('Saved.')).toBeVisible();

    const tom = await open('contact', { origin });
    await signIn(tom, { username: contact.login, password: contact.password });
    await visit(tom, '/tickets/new');
    await tom.getByLabel('Title').fill('Solved by itself');
    await tom.getByLabel('Description').fill('It works again.');
    await tom.getByRole('button', { name: 'Submit ticket' }).click();
    const close = tom.getByRole('button', { name: 'Close ticket' });
    const asked = tom.getByRole('alertdialog', { name: /^Close ticket #\d+ for good\?$/ });
    await close.click();
    await asked.getByRole('button', { name: 'Cancel' }).click();
    await expect(close).toBeFocused();
    await close.click();
    await asked.getByRole('button', { name: 'Close ticket' }).click();
    await expect(tom.getByRole('link', { name: 'Create a follow-up' })).toBeVisible();
    await expect(close).toHaveCount(0);
  });
});
