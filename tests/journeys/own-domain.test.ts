import http from 'node:http';
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, test, vi } from 'vitest';
import { expect, openBrowser } from '~tests/setup/browser';
import { type DnsServer, startDnsServer } from '~tests/setup/dns-server';
import { freePort } from '~tests/setup/free-port';
import { type Pebble, startPebble } from '~tests/setup/pebble';
import { createTenant, type ServerProcess, startServer } from '~tests/setup/server-process';
import { onDatabase } from '~tests/setup/statement';
import { askSecurely } from '~tests/setup/tls-clients';
import { findCertutil, makeTrustingHome } from '~tests/setup/trusting-home';
import { callApi } from './call-api';
import { settled, signIn, signInToConsole, visit } from './people';

const host = 'help.acme-msp.test';
const path = '/console/admin/service-portal';
const isReady = Boolean(process.env.CHROMIUM_PATH && findCertutil());
if (process.env.CHROMIUM_PATH && !isReady)
  console.warn('skipped: certutil is missing (apt-get install libnss3-tools)');

/**
 * A real name server, a real certificate authority, and a browser that trusts its root and checks
 * every certificate as ever.
 */
describe.skipIf(!isReady)('An own domain', () => {
  let dns: DnsServer;
  let pebble: Pebble;
  let server: ServerProcess;
  let root: string;
  let home: ReturnType<typeof makeTrustingHome>;
  let httpsPort: number;
  let contact: { username: string; initialPassword: string };
  let page: Page;
  let key: string;

  beforeAll(async () => {
    const acmePort = await freePort();
    httpsPort = await freePort();
    dns = await startDnsServer();
    dns.set('servicedesk.localhost', 'A', '127.0.0.1');
    dns.set('*.servicedesk.localhost', 'A', '127.0.0.1');
    pebble = await startPebble({ httpPort: acmePort, tlsPort: httpsPort, dnsServer: dns.address });
    root = await pebble.root();
    home = makeTrustingHome(root);
    server = await startServer({
      env: {
        HTTPS_PORT: String(httpsPort),
        ACME_HTTP_PORT: String(acmePort),
        ACME_DIRECTORY_URL: pebble.directoryUrl,
        DNS_RESOLVERS: dns.address,
        NODE_EXTRA_CA_CERTS: pebble.caFile,
      },
    });
    const tenant = await createTenant(server, { slug: 'acme', name: 'Acme IT' });
    key = tenant.apiKey;
    const company = await api<{ id: string }>('POST', '/companies', { name: 'Harbour Dental' });
    contact = await api('POST', '/contacts', { companyId: company.id, name: 'Mia Reyes' });
  });
  const open = openBrowser(() => ({
    args: [`--host-resolver-rules=MAP ${host} 127.0.0.1`],
    env: { HOME: home.home },
  }));
  afterAll(async () => {
    await server?.stop();
    await Promise.all([pebble?.stop(), dns?.stop()]);
    home?.remove();
  });

  const api = <T>(method: string, at: string, body?: unknown) =>
    callApi<T>(server, { slug: 'acme', key }, { method, path: at, body });
  const card = () => page.getByRole('group', { name: host });
  const origin = () => `https://${host}:${httpsPort}`;

  test('is claimed as it was pasted, and says which record to enter', async () => {
    page = await open('admin', { origin: server.origin('acme') });
    await signInToConsole(page, {
      email: 'admin@acme.test',
      password: 'a long way to the harbour',
    });
    await visit(page, path);
    await page.getByLabel('Host name').fill('https://Help.ACME-msp.test/');
    await page.getByRole('button', { name: 'Update', exact: true }).click();
    await expect(page.getByText(`the host name in it is ${host}`)).toBeVisible();
    await expect(card().getByText('Waiting for DNS').first()).toBeVisible();
    await expect(
      card()
        .getByText(await target(), { exact: true })
        .first(),
    ).toBeVisible();
    const copy = card().getByRole('button', { name: 'Copy the value of the CNAME record' });
    await expect(copy).toBeVisible();
    expect(await plain('/sign-in')).toMatchObject({ status: 421 });
  });

  test('with a wrong CNAME is told what is expected, what is there, and what mends it', async () => {
    dns.set(host, 'CNAME', 'desk.elsewhere.example', 60);
    dns.set('desk.elsewhere.example', 'A', '203.0.113.9');
    await card().getByRole('button', { name: 'Check now' }).click();
    const cname = card()
      .getByRole('listitem')
      .filter({ hasText: 'CNAME record' })
      .filter({ hasText: 'Wrong' });
    await expect(cname.getByText('desk.elsewhere.example', { exact: true })).toBeVisible();
    await expect(cname.getByText(await target(), { exact: true })).toBeVisible();
    const notice = card().locator('.notice').first();
    await expect(notice).toContainText('desk.elsewhere.example');
    await expect(notice).toContainText(await target());
  });

  test('has its records mailed to whoever runs the DNS, in their language', async () => {
    await card().getByText('Mail these records', { exact: true }).click();
    await card().getByLabel('E-mail address').fill('dns@provider.test');
    await card().getByLabel('Language of the mail').selectOption('Deutsch');
    await card().getByRole('button', { name: 'Send the records' }).click();
    await expect(card().getByText('On its way to dns@provider.test.')).toBeVisible();
    await card().getByLabel('E-mail address').fill('second@provider.test');
  });

  test('with the right one answers by HTTPS within ten seconds, without a restart', async () => {
    dns.set(host, 'CNAME', await target());
    const began = performance.now();
    await vi.waitFor(
      async () => {
        const answer = await askSecurely(httpsPort, { host, ca: root, path: '/sign-in' });
        expect(answer.status).toBe(200);
      },
      { timeout: 60_000, interval: 50 },
    );
    const seconds = (performance.now() - began) / 1_000;
    console.info(`From the CNAME to HTTPS: ${seconds.toFixed(1)} s`);
    expect(seconds).toBeLessThan(10);
    // Nobody reloads this page: it looks by itself.
    await expect(card().locator('.pill-soft')).toHaveText('Active');
    await expect(page.getByRole('status').filter({ hasText: `${host}: Active` })).toBeAttached();
    // What somebody was typing meanwhile is still there.
    await expect(card().getByLabel('E-mail address')).toHaveValue('second@provider.test');
    await expect(card().getByLabel('E-mail address')).toBeFocused();
    await card().getByText('Certificate', { exact: true }).click();
    await expect(card().getByText(/Pebble Intermediate/)).toBeVisible();
    await expect(page.getByRole('link', { name: `${origin()}/` })).toBeVisible();
  });

  test('serves the portal to a browser that checks the certificate', async () => {
    const person = await open('contact', { origin: origin() });
    const answer = await person.goto('/sign-in');
    expect((await answer?.securityDetails())?.issuer).toMatch(/^Pebble Intermediate/);
    await settled(person);
    await signIn(person, { username: contact.username, password: contact.initialPassword });
    await expect(person).toHaveURL(`${origin()}/set-password`);
    await person.getByLabel('New password', { exact: true }).fill('nine quiet lanterns');
    await person.getByRole('button', { name: 'Set password' }).click();
    await expect(person).toHaveURL(`${origin()}/`);
    await settled(person);
    await expect(person.getByRole('heading', { level: 1 })).toHaveText(
      /What do you need help with/,
    );
    const canonical = person.locator('link[rel="canonical"]');
    await expect(canonical).toHaveAttribute('href', `${origin()}/`);
    const cookies = await person.context().cookies();
    const session = cookies.find(({ name }) => name.startsWith('__Host-'));
    expect(session).toMatchObject({ secure: true, httpOnly: true, domain: host });
  });

  test('is what everything names: HTTP leads there, the API, and the console stays', async () => {
    expect(await plain('/sign-in?next=%2Ftickets')).toMatchObject({
      status: 308,
      headers: { location: `${origin()}/sign-in?next=%2Ftickets` },
    });
    expect(await api('GET', '/portal')).toMatchObject({ url: `${origin()}/` });
    const person = await open('technician', { origin: origin() });
    await person.goto('/console');
    await expect(person).toHaveURL(`${server.origin('acme')}/console/sign-in`);
  });

  test('gives links back to the managed host and takes them again, each time in words', async () => {
    await expect(card().getByText('Used for links')).toBeVisible();
    await card().getByRole('button', { name: 'Use the managed host for links' }).click();
    await expect(card().getByText('Links no longer name this host.')).toBeVisible();
    expect(await api('GET', '/portal')).toMatchObject({ url: `${server.origin('acme')}/` });
    const take = card().getByRole('button', { name: 'Use for links' });
    await expect(take).toBeFocused();
    await take.click();
    await expect(card().getByText('Links name this host now.')).toBeVisible();
    expect(await api('GET', '/portal')).toMatchObject({ url: `${origin()}/` });
    await card().getByRole('button', { name: 'Check now' }).click();
    const told = card().getByRole('status').filter({ hasText: 'State: Active.' });
    await expect(told).toBeVisible();
  });

  test('insists on HTTPS for a year only after a question', async () => {
    const hsts = card().getByRole('switch', { name: 'Insist on HTTPS (HSTS)' });
    const dialog = page.getByRole('alertdialog', { name: `Insist on HTTPS for ${host}?` });
    await hsts.click();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(hsts).not.toBeChecked();
    await expect(hsts).toBeFocused();
    await hsts.click();
    await dialog.getByRole('button', { name: 'Insist on HTTPS' }).click();
    await expect(hsts).toBeChecked();
    expect(await api('GET', `/domains/${host}`)).toMatchObject({ hsts: true });
    await hsts.click();
    await expect(hsts).not.toBeChecked();
    await vi.waitFor(async () => {
      expect(await api('GET', `/domains/${host}`)).toMatchObject({ hsts: false });
    });
  });

  test('is warned of in the console while its renewal fails', async () => {
    const managed = 'acme.servicedesk.localhost';
    await onDatabase(
      server.databaseUrl,
      `INSERT INTO certificates (tenant_id, id, host, chain, key_sealed, serial, issuer, fingerprint,
         not_before, not_after, renew_at)
       SELECT tenant_id, gen_random_uuid(), $2, chain, key_sealed, serial, issuer, fingerprint,
         not_before, now() - interval '1 day', renew_at
       FROM certificates WHERE host = $1`,
      [host, managed],
    );
    await onDatabase(
      server.databaseUrl,
      `WITH soon AS (
         UPDATE certificates SET not_after = now() + interval '9 days' WHERE host = $1
         RETURNING tenant_id, host),
       them AS (SELECT * FROM soon UNION ALL SELECT tenant_id, $4 FROM soon)
       INSERT INTO certificate_orders
         (tenant_id, id, host, registered_domain, directory_url, next_try_at, failure)
       SELECT tenant_id, gen_random_uuid(), host, 'acme-msp.test', $2, now() + interval '1 day', $3
       FROM them`,
      [host, pebble.directoryUrl, { key: 'authorityAway', values: { reason: '503' } }, managed],
    );
    for (const at of ['/console', path]) {
      await visit(page, at);
      const banner = page.getByRole('region', { name: 'Certificates at risk' });
      await expect(banner).toContainText(`${host} holds until`);
      await expect(banner).toContainText(`${managed} ended on`);
    }
    const ended = page.locator('.notice').filter({ hasText: 'The certificate ended on' });
    await expect(ended).toContainText('The certificate authority does not answer (503).');
    await page.getByText(`Certificate of ${managed}`, { exact: true }).click();
    await expect(page.getByText(/Pebble Intermediate/).first()).toBeVisible();
    await visit(page, '/console/contacts');
    await expect(page.getByRole('region', { name: 'Certificates at risk' })).toHaveCount(0);
  });

  test('stops answering once it is removed, and links name the managed host again', async () => {
    await visit(page, path);
    await card().getByRole('button', { name: 'Remove' }).click();
    const dialog = page.getByRole('alertdialog', { name: `Remove ${host}?` });
    await dialog.getByRole('button', { name: 'Remove' }).click();
    await expect(card()).toHaveCount(0);
    const told = page.getByRole('status').filter({ hasText: `${host} was removed` });
    await expect(told).toBeVisible();
    await expect(page.getByLabel('Host name')).toBeFocused();
    await vi.waitFor(() => expect(askSecurely(httpsPort, { host, ca: root })).rejects.toThrow(), {
      timeout: 30_000,
    });
    expect(await api('GET', '/portal')).toMatchObject({ url: `${server.origin('acme')}/` });
  });

  test('stands in the audit log by its name and in words', async () => {
    await visit(page, '/console/admin/audit-log?event=domain.');
    await expect(page.getByText(`Removed a host name: ${host}`)).toBeVisible();
    const rows = page.getByRole('row');
    await expect(rows.filter({ hasText: 'Waiting for DNS' })).not.toHaveCount(0);
    await expect(rows.filter({ hasText: /waitingForDns|isPrimary/ })).toHaveCount(0);
  });

  async function target(): Promise<string> {
    const domain = await api<{ instructions: { type: string; value: string }[] }>(
      'GET',
      `/domains/${host}`,
    );
    return domain.instructions.find(({ type }) => type === 'CNAME')?.value ?? 'none';
  }

  /** Over plain HTTP on the usual port. */
  function plain(at: string): Promise<{ status?: number; headers: http.IncomingHttpHeaders }> {
    const { port } = server;
    return new Promise((resolve, reject) => {
      const headers = { host: `${host}:${port}` };
      const request = http.get({ host: '127.0.0.1', port, path: at, headers }, (answer) => {
        answer.resume();
        resolve({ status: answer.statusCode, headers: answer.headers });
      });
      request.on('error', reject);
    });
  }
});
