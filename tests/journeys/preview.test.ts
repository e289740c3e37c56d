import type { Page } from '@playwright/test';
import { afterAll, beforeAll, test } from 'vitest';
import { expect, journey, openBrowser } from '~tests/setup/browser';
import { type ServerProcess, startServer } from '~tests/setup/server-process';
import { onDatabase } from '~tests/setup/statement';
import { printedCredentials, refusal, settled, signIn, signInToConsole, visit } from './people';

journey('Preview as contact', () => {
  let server: ServerProcess;
  let admin: Page;
  const open = openBrowser();
  const banner = () => admin.getByRole('region', { name: 'Preview of the portal' });
  const openAs = async (name: string) => {
    await visit(admin, `/console/contacts?${new URLSearchParams({ q: name })}`);
    await admin.getByRole('link', { name }).click();
    await admin.getByRole('button', { name: `Open the portal as ${name}` }).click();
    await expect(banner()).toContainText(`You see the portal as ${name}`);
    await settled(admin);
  };
  beforeAll(async () => {
    server = await startServer({ demo: true });
    const { login: email, password } = printedCredentials(server).admin;
    admin = await open('admin', { origin: server.origin('demo'), expected: [401, 403, 404] });
    await signInToConsole(admin, { email, password });
  });
  afterAll(() => server?.stop());

  test('the admin sees what the contact sees, on every page, and is told whose it is', async () => {
    await openAs('Priya Raman');
    const everything = 'All tickets of Alder & Finch Architects';
    await admin.getByRole('link', { name: everything }).click();
    await expect(admin.getByRole('heading', { level: 1 })).toHaveText(everything);
    await expect(banner()).toBeVisible();
    await visit(admin, '/nothing-here');
    await expect(banner()).toBeVisible();
    await admin.getByRole('button', { name: 'Leave preview' }).click();
    await expect(admin.getByRole('heading', { level: 1 })).toHaveText('Priya Raman');
    await visit(admin, '/');
    await expect(admin).toHaveURL(/\/sign-in$/);
  });

  test('nothing can be changed, and what was typed stays', async () => {
    await openAs('Tom Hargreaves');
    await expect(admin.getByRole('link', { name: /^All tickets of/ })).toHaveCount(0);
    await visit(admin, '/tickets/new');
    await admin.getByLabel('Title', { exact: true }).fill('In somebody’s name');
    await admin.getByLabel('Description', { exact: true }).fill('This must not be sent.');
    await admin.getByRole('button', { name: 'Submit ticket' }).click();
    await expect(refusal(admin)).toContainText('this is a preview of the portal');
    await expect(admin.getByLabel('Title', { exact: true })).toHaveValue('In somebody’s name');
    const made = `SELECT 1 FROM tickets WHERE title = 'In somebody’s name'`;
    expect(await onDatabase(server.databaseUrl, made)).toEqual([]);
    await admin.getByRole('button', { name: 'Leave preview' }).click();
    await expect(admin.getByRole('heading', { level: 1 })).toHaveText('Tom Hargreaves');
  });

  test('a contact’s own sign-in in the same browser comes back after it', async () => {
    const { login: username, password } = printedCredentials(server).contact;
    await signIn(admin, { username, password });
    await expect(admin.getByText('Tom Hargreaves').first()).toBeVisible();
    await openAs('Priya Raman');
    await visit(admin, '/app-settings');
    await admin.getByRole('button', { name: 'Sign out', exact: true }).first().click();
    await expect(admin.getByRole('heading', { level: 1 })).toHaveText('Priya Raman');
    await visit(admin, '/');
    await expect(banner()).toHaveCount(0);
    await expect(admin.getByText('Tom Hargreaves').first()).toBeVisible();
  });

  test('it ends by itself, and says so', async () => {
    await openAs('Priya Raman');
    const past = `UPDATE previews SET expires_at = now() - interval '1 second' WHERE ended_at IS NULL`;
    await onDatabase(server.databaseUrl, past);
    await admin.getByRole('link', { name: 'Tickets', exact: true }).click();
    await expect(admin.getByRole('heading', { level: 1 })).toHaveText('Priya Raman');
    await expect(admin.getByText(/The preview is over/)).toBeVisible();
    await visit(admin, '/');
    await expect(admin.getByText('Tom Hargreaves').first()).toBeVisible();
  });
});
