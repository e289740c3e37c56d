import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, test } from 'vitest';
import { expect, journey, openBrowser } from '~tests/setup/browser';
import { type IdentityProvider, openIdentityProvider } from '~tests/setup/identity-provider';
import { linkIn, type MailSink, openMailSink } from '~tests/setup/mail-sink';
import { type ServerProcess, startServer } from '~tests/setup/server-process';
import { onDatabase } from '~tests/setup/statement';
import { makeTestCa } from '~tests/setup/test-ca';
import { printedCredentials, settled, signInToConsole, visit } from './people';

journey('Signing in without a password', () => {
  let server: ServerProcess;
  let mails: MailSink;
  let idp: IdentityProvider;
  let origin: string;
  const folder = mkdtempSync(path.join(os.tmpdir(), 'servicedesk-ways-in-'));
  // The provider's authority is the test's own.
  const open = openBrowser(() => ({ args: ['--ignore-certificate-errors'] }));

  beforeAll(async () => {
    const ca = await makeTestCa();
    writeFileSync(path.join(folder, 'ca.pem'), ca.root);
    mails = await openMailSink();
    idp = await openIdentityProvider('idp.localhost', await ca.issue('idp.localhost'));
    server = await startServer({
      demo: true,
      env: {
        SMTP_URL: mails.url,
        OIDC_PRIVATE_ADDRESSES: '127.0.0.1',
        NODE_EXTRA_CA_CERTS: path.join(folder, 'ca.pem'),
      },
    });
    origin = server.origin('demo');
  });
  afterAll(async () => {
    await server?.stop();
    await Promise.all([mails?.stop(), idp?.stop()]);
    rmSync(folder, { recursive: true, force: true });
  });

  const main = (page: Page) => page.getByRole('main');

  test('a contact presses the button of a mailed link, and is where they wanted to go', async () => {
    const page = await open('contact', { origin, device: 'phone', expected: [410] });
    await visit(page, '/tickets/new');
    await page.getByRole('link', { name: 'Sign in with a link by e-mail' }).click();
    await settled(page);
    const { contact } = printedCredentials(server);
    await page.getByLabel('Username or e-mail address').fill(contact.login);
    await page.getByRole('button', { name: 'Send link' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Look in your mailbox');
    const link = linkIn(await mails.next('tom.hargreaves@alderfinch.test'), '/sign-in-link');
    await visit(page, link);
    await expect(main(page)).toContainText('You are about to sign in as Tom Hargreaves.');
    await main(page).getByRole('button', { name: 'Sign in' }).click();
    await expect(page).toHaveURL(`${origin}/tickets/new`);
    const other = await open('scanner', { origin, expected: [410] });
    await visit(other, link);
    await expect(other.getByRole('heading', { level: 1 })).toHaveText(
      'This sign-in link no longer works',
    );
    await visit(page, '/app-settings');
    await expect(main(page)).toContainText('signed in by a link');
  });

  async function addProvider(page: Page, whom: string) {
    await visit(page, '/console/admin/sign-in');
    await main(page).getByLabel('Another one').check();
    await main(page).getByLabel('Issuer').fill(idp.issuer);
    await main(page).getByLabel('Name on the button').fill('Work account');
    await main(page).getByLabel(whom).check();
    await main(page).getByRole('button', { name: 'Continue' }).click();
    await page.waitForURL(/\/providers\//);
    await settled(page);
    await main(page).getByLabel('Client ID').fill(idp.clientId);
    await main(page).getByLabel('Client secret').fill(idp.clientSecret);
    await main(page).getByRole('button', { name: 'Save changes' }).click();
    await expect(main(page)).toContainText('There is one, which is never shown.');
    await main(page).getByRole('button', { name: 'Check now' }).click();
    await expect(main(page)).toContainText(`${idp.issuer} answers and knows us.`);
    await main(page).getByRole('switch').check();
    await expect(page.getByText('On', { exact: true })).toBeVisible();
  }

  test('an admin adds a provider, and a contact comes in by it', async () => {
    const admin = await open('admin', { origin });
    const { login, password } = printedCredentials(server).admin;
    await signInToConsole(admin, { email: login, password });
    await addProvider(admin, 'Contacts, in the Service Portal');

    const page = await open('contact', { origin });
    await visit(page, '/tickets');
    idp.person = { sub: '1', email: 'nobody@there.test', email_verified: true };
    await page.getByRole('link', { name: 'Sign in with Work account' }).click();
    await page.waitForURL(/failed=provider/);
    await expect(main(page).getByRole('alert')).toContainText('did not work');
    idp.person = { sub: '2', email: 'tom.hargreaves@alderfinch.test', email_verified: true };
    await page.getByRole('link', { name: 'Sign in with Work account' }).click();
    await page.waitForURL(`${origin}/tickets`);
    await settled(page);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Tickets');

    await visit(admin, '/console/admin/audit-log?event=session.');
    await expect(main(admin)).toContainText('nobody here has this address');
  });

  test('a technician comes in by a provider, up to their second factor', async () => {
    const admin = await open('admin', { origin });
    const { admin: nora, technician: sam } = printedCredentials(server);
    await signInToConsole(admin, { email: nora.login, password: nora.password });
    await addProvider(admin, 'Technicians, in the console');

    idp.person = { sub: 'sam', email: sam.login, email_verified: true };
    const page = await open('technician', { origin });
    await visit(page, '/console/tickets');
    await page.getByRole('link', { name: 'Sign in with Work account' }).click();
    await page.waitForURL(`${origin}/console/tickets`);
    await onDatabase(
      server.databaseUrl,
      `INSERT INTO technician_totps (tenant_id, technician_id, secret_sealed, confirmed_at)
       SELECT tenant_id, id, 'x', now() FROM technicians WHERE email = $1`,
      [sam.login],
    );
    const again = await open('technician', { origin });
    await visit(again, '/console/sign-in');
    await again.getByRole('link', { name: 'Sign in with Work account' }).click();
    await again.waitForURL(/\/console\/second-step/);
    await settled(again);
    await expect(again.getByRole('textbox')).toBeVisible();
  });
});
