import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, test } from 'vitest';
import { rawMail } from '~tests/rooms/notifications/mailboxes/mailbox-desk';
import { expect, journey, openBrowser } from '~tests/setup/browser';
import { type Dovecot, startDovecot } from '~tests/setup/dovecot';
import { type ServerProcess, startServer } from '~tests/setup/server-process';
import { makeTestCa } from '~tests/setup/test-ca';
import { printedCredentials, settled, signInToConsole, visit } from './people';

journey('A mailbox that a tenant has elsewhere', () => {
  let server: ServerProcess;
  let dovecot: Dovecot;
  const folder = mkdtempSync(path.join(os.tmpdir(), 'servicedesk-mailboxes-'));
  const open = openBrowser();
  const main = (page: Page) => page.getByRole('main');

  beforeAll(async () => {
    const ca = await makeTestCa();
    const trusted = path.join(folder, 'ca.pem');
    writeFileSync(trusted, ca.root);
    const { chain, key } = await ca.issue('mail.localhost');
    dovecot = await startDovecot({ cert: chain, key });
    const env = { IMAP_PRIVATE_ADDRESSES: '127.0.0.1', NODE_EXTRA_CA_CERTS: trusted };
    server = await startServer({ demo: true, env });
  });
  afterAll(async () => {
    await server?.stop();
    await dovecot?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('is added, says what is in the way, and then gives its mails', async () => {
    const page = await open('admin', { origin: server.origin('demo') });
    const { login, password } = printedCredentials(server).admin;
    await signInToConsole(page, { email: login, password });
    await visit(page, '/console/admin/mail');
    await page.getByRole('link', { name: 'Incoming mail' }).last().click();
    await page.getByRole('link', { name: 'Add a mailbox' }).click();
    await page.waitForURL(/\/mailboxes\/new$/);
    await settled(page);
    await main(page).getByLabel('IMAP server').fill('localhost');
    await main(page).getByLabel('Encryption').selectOption('STARTTLS');
    await expect(main(page).getByLabel('Port')).toHaveValue('143');
    await main(page).getByLabel('Port').fill(String(dovecot.port));
    await main(page).getByLabel('User name at the server').fill('support');
    await main(page).getByLabel('Password at the server').fill('wrong');
    await main(page).getByLabel('Move it to a folder').check();
    await main(page).getByLabel('Folder to move to').fill('Done');
    await main(page).getByRole('button', { name: 'Add and continue' }).click();
    await page.waitForURL(/\/mailboxes\/[0-9a-f-]{36}$/);
    await settled(page);

    const test = () => main(page).getByRole('button', { name: 'Test connection' }).click();
    const save = async () => {
      await main(page).getByRole('button', { name: 'Save changes' }).click();
      await expect(main(page)).toContainText('Saved');
    };
    await test();
    await expect(main(page)).toContainText('certificate isn’t valid for this host');
    await main(page).getByLabel('IMAP server').fill('mail.localhost');
    await main(page).getByLabel('Password at the server').fill('still wrong');
    await save();
    await test();
    await expect(main(page)).toContainText('doesn’t accept user name and password');
    await main(page).getByLabel('Password at the server').fill(dovecot.password);
    await save();
    await test();
    await expect(main(page)).toContainText('no such folder to move mails to');
    await dovecot.visit('support', async (client) => {
      await client.mailboxCreate('Done');
      await client.append('INBOX', rawMail('The scanner hums'));
    });
    await test();
    await expect(main(page)).toContainText('Connected, signed in and found the folder');
    await main(page).getByRole('switch', { name: 'Read this mailbox' }).check();

    await expect(async () => {
      await visit(page, '/console/mail');
      await expect(main(page)).toContainText('The scanner hums', { timeout: 1_000 });
    }).toPass({ timeout: 60_000 });
    await visit(page, '/console/admin/mail/mailboxes');
    await expect(main(page)).toContainText('Read every minute');
  });
});
