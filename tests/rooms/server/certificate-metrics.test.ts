import { eq } from 'drizzle-orm';
import { afterEach, expect, it, vi } from 'vitest';
import { forInstallation, inTenant } from '@/access/in-transaction';
import type { TenantIdentity } from '@/access/scope';
import { sealKey } from '@/certificates/sealed-keys';
import { certificates, wildcards } from '@/certificates/tables';
import { minutes } from '@/platform/clock';
import { readEnv } from '@/platform/env';
import { newId } from '@/platform/ids';
import { certificateMetrics } from '@/server/certificate-metrics';
import { tenants } from '@/tenants/tables';
import { makeDomain } from '~tests/setup/certificates';
import { freshDatabase } from '~tests/setup/fresh-database';
import { makeTenant } from '~tests/setup/tenants';

await freshDatabase();
afterEach(() => vi.restoreAllMocks());

const ends = new Date(Date.now() + 1_000_000);
async function certify(tenant: TenantIdentity, host: string) {
  const row = { tenantId: tenant.id, id: newId(), host, chain: '', keySealed: '', serial: '1' };
  const more = { issuer: 'CA', fingerprint: '', notBefore: new Date(), renewAt: ends };
  await inTenant(tenant.id, (tx) =>
    tx.insert(certificates).values({ ...row, ...more, notAfter: ends }),
  );
}

const hostsIn = (text: string) =>
  [...text.matchAll(/^certificate_expiry_seconds\{host="([^"]+)"\} \d+$/gm)]
    .map((m) => m[1])
    .sort();

it('tells of the certificates that somebody relies on, the wildcard among them', async () => {
  const [tenant, gone] = [await makeTenant(), await makeTenant()];
  const { host } = await makeDomain(tenant, undefined, { state: 'active' });
  const astray = await makeDomain(tenant, undefined, { state: 'dangling' });
  const closed = await makeDomain(gone, undefined, { state: 'active' });
  await certify(tenant, host);
  await certify(tenant, host);
  await certify(tenant, astray.host);
  await certify(gone, closed.host);
  await certify(tenant, tenant.managedHost);
  await inTenant(gone.id, (tx) =>
    tx.update(tenants).set({ disabledAt: new Date() }).where(eq(tenants.id, gone.id)),
  );
  const before = await certificateMetrics();
  expect(hostsIn(before)).toEqual([host, tenant.managedHost].sort());
  expect(before).toContain('certificates_issued_total 0');

  Object.assign(readEnv(), {
    HTTPS_PORT: 3443,
    ACME_DIRECTORY_URL: 'https://ca.test/dir',
    RFC2136_NAMESERVER: '127.0.0.1:53',
  });
  const base = readEnv().BASE_DOMAIN;
  await forInstallation((tx) =>
    tx.insert(wildcards).values({
      ...{ baseDomain: base, directoryUrl: '', chain: 'chain', keySealed: sealKey('key') },
      ...{ notAfter: ends, issued: 2, failed: 3 },
    }),
  );
  vi.spyOn(Date, 'now').mockReturnValue(Date.now() + minutes(2));
  const after = await certificateMetrics();
  expect(hostsIn(after)).toEqual([`*.${base}`, host].sort());
  expect(after).toContain('certificates_issued_total 2');
  expect(after).toContain('certificate_failures_total 3');
});
