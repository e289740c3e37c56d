import { expect, it } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import { enqueueDueWork } from '@/certificates/due-work';
import { certificateOrders, certificates } from '@/certificates/tables';
import { days } from '@/platform/clock';
import { databaseFigures } from '@/platform/db';
import { newId } from '@/platform/ids';
import { tenants } from '@/tenants/tables';
import { makeDomain, useAuthority } from '~tests/setup/certificates';
import { freshDatabase } from '~tests/setup/fresh-database';
import { onDatabase } from '~tests/setup/statement';
import { makeTenant } from '~tests/setup/tenants';

useAuthority('https://ca.test/dir');
const urls = await freshDatabase();

const queued = async () => {
  const rows = await onDatabase<{ key: string }>(
    urls.admin,
    'SELECT key FROM graphile_worker.jobs',
  );
  return rows.map(({ key }) => key).sort();
};
const certificateOf = (tenantId: string, host: string) => ({
  ...{ tenantId, id: newId(), host, chain: '', keySealed: '', serial: '1', issuer: 'CA' },
  ...{ fingerprint: '', notBefore: new Date(0), renewAt: new Date(0), ariId: 'a.b' },
  notAfter: new Date(Date.now() + days(9)),
});

it('everything that is due is put into the queue, by two transactions however much it is', async () => {
  const [tenant, closed] = [await makeTenant(), await makeTenant()];
  const expected: string[] = [];
  for (let n = 0; n < 20; n++) {
    const due = await makeDomain(tenant, undefined, { nextCheckAt: new Date(0) });
    expected.push(`domain:${due.id}`);
    const { host } = await makeDomain(tenant, undefined, { state: 'active', isSecure: true });
    const current = certificateOf(tenant.id, host);
    const replaced = { ...certificateOf(tenant.id, host), replacedAt: new Date() };
    await inTenant(tenant.id, (tx) => tx.insert(certificates).values([current, replaced]));
    expected.push(`renew:${current.id}`, `ari:${current.id}`);
  }
  const astray = await makeDomain(tenant, undefined, { state: 'dangling', isSecure: true });
  const covered = certificateOf(tenant.id, tenant.managedHost);
  const order = { tenantId: tenant.id, id: newId(), host: 'x.test', registeredDomain: 'x.test' };
  await inTenant(tenant.id, async (tx) => {
    await tx.insert(certificates).values([certificateOf(tenant.id, astray.host), covered]);
    await tx.insert(certificateOrders).values({ ...order, directoryUrl: 'https://ca.test/dir' });
  });
  expected.push(`order:${order.id}`);
  const { host } = await makeDomain(closed, undefined, { state: 'active', isSecure: true });
  await inTenant(closed.id, async (tx) => {
    await tx.insert(certificates).values(certificateOf(closed.id, host));
    await tx.update(tenants).set({ disabledAt: new Date() });
  });

  const before = databaseFigures();
  await enqueueDueWork();
  const after = databaseFigures();
  expect(after.transactions - before.transactions).toBe(2);
  expect(after.roundTrips - before.roundTrips).toBeLessThan(10);
  expect(await queued()).toEqual(expected.sort());
  await enqueueDueWork();
  expect(await queued()).toHaveLength(expected.length);
});
