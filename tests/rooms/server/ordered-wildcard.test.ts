import { describe, expect, it, vi } from 'vitest';
import { forInstallation } from '@/access/in-transaction';
import { sealKey } from '@/certificates/sealed-keys';
import { wildcards } from '@/certificates/tables';
import { clock, minutes } from '@/platform/clock';
import { closeDatabase, openDatabase } from '@/platform/db';
import { notify } from '@/platform/notify';
import { freshDatabase } from '~tests/setup/fresh-database';
import { storeCertificate } from '~tests/setup/own-domain';
import { makeTenant } from '~tests/setup/tenants';
import { makeTestCa, type TestCertificate } from '~tests/setup/test-ca';
import { shownAt } from '~tests/setup/tls-clients';
import { openSite } from './open-site';

/** The one certificate of the managed hosts is ordered, and some had their own before. */
const base = 'desk.example';
Object.assign(process.env, {
  BASE_DOMAIN: base,
  HTTPS_PORT: '8443',
  ACME_DIRECTORY_URL: 'https://authority.test/directory',
  RFC2136_NAMESERVER: '127.0.0.1:9',
});
const urls = await freshDatabase({ ear: true });
const tenant = await makeTenant('Acme IT');
const host = tenant.managedHost;
const ca = await makeTestCa();
const own = await ca.issue(host);
await storeCertificate(tenant, host, own);
const site = await openSite({ tls: true });
const shown = (name: string) => shownAt(site.tlsPort, name, ca.root);

describe('a managed host, while the one certificate of all is on its way', () => {
  it('is served with its own', async () => {
    expect(await shown(host)).toBe(own.fingerprint);
    await expect(shown(`other.${base}`)).rejects.toThrow(/unrecognized name/);
  });

  it('is served with it while the database is away, too', async () => {
    const later = vi.spyOn(clock, 'now').mockReturnValue(new Date(Date.now() + minutes(1)));
    await closeDatabase();
    try {
      expect(await shown(host)).toBe(own.fingerprint);
    } finally {
      later.mockRestore();
      openDatabase(urls.runtime, 5);
    }
  });

  it('goes over to it once it is there, and the base domain where it is named', async () => {
    const labels = await ca.issue(`*.${base}`);
    await put(labels);
    await vi.waitFor(async () => expect(await shown(host)).toBe(labels.fingerprint), 5_000);
    await expect(shown(base)).rejects.toThrow(/unrecognized name/);
    const all = await ca.issue([`*.${base}`, base]);
    await put(all);
    await vi.waitFor(async () => expect(await shown(base)).toBe(all.fingerprint), 5_000);
    expect(await shown(host)).toBe(all.fingerprint);
  });
});

/** As an order would leave it, and the word of it to every process. */
const put = ({ chain, key, notAfter }: TestCertificate) =>
  forInstallation(async (tx) => {
    const set = { chain, keySealed: sealKey(key), notAfter };
    await tx
      .insert(wildcards)
      .values({ baseDomain: base, directoryUrl: 'https://authority.test/directory', ...set })
      .onConflictDoUpdate({ target: wildcards.baseDomain, set });
    await notify(tx, 'servicedesk_certificates', { host: '*' });
  });
