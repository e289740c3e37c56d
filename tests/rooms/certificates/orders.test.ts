import { X509Certificate } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import { withLease } from '@/certificates/lease';
import { orderCertificate } from '@/certificates/order-certificate';
import { certificatesOfHosts } from '@/certificates/serve-certificate';
import { postponeOrder } from '@/certificates/settle-try';
import { certificateOrders } from '@/certificates/tables';
import { workOnOrder } from '@/certificates/work-on-order';
import { hours } from '@/platform/clock';
import { databaseFigures } from '@/platform/db';
import { domains } from '@/tenants/tables';
import {
  certificatesOf,
  domainOf,
  liveOrderOf,
  makeDomain,
  ordersOf,
  startAlpnResponder,
  startHttpResponder,
  trustAuthority,
  useAuthority,
} from '~tests/setup/certificates';
import { freshDatabase } from '~tests/setup/fresh-database';
import { startPebble } from '~tests/setup/pebble';
import { withAudit } from '~tests/setup/proofs';
import { waitingForLocks } from '~tests/setup/statement';
import { asSystem, makeTenant } from '~tests/setup/tenants';

const web = await startHttpResponder();
const alpn = await startAlpnResponder();
const pebble = await startPebble({ httpPort: web.port, tlsPort: alpn.port });
useAuthority(pebble.directoryUrl);
const urls = await freshDatabase();
trustAuthority(pebble.ca, urls);
afterAll(async () => {
  await Promise.all([pebble.stop(), web.stop(), alpn.stop()]);
});

async function order(tenant: Awaited<ReturnType<typeof makeTenant>>, host: string) {
  const orderId = await inTenant(tenant.id, (tx) =>
    orderCertificate(tx, { tenantId: tenant.id, host }),
  );
  return { orderId, scope: await asSystem(tenant) };
}

describe('an order', () => {
  it('ends with a certificate of the host, appended, served and audited', async () => {
    const tenant = await makeTenant();
    const { host, id } = await makeDomain(tenant);
    const { scope, orderId } = await order(tenant, host);
    const { events, entries } = await withAudit(tenant, () => workOnOrder(scope, { orderId }));
    expect(events).toEqual(['certificate.issued']);
    expect(entries[0]).toMatchObject({ subjectId: id, actorKind: 'system' });
    expect(web.asked).toContain(host);
    const [certificate] = await certificatesOf(tenant, host);
    expect(certificate?.issuer).toMatch(/Pebble/);
    expect(certificate?.ariId).toMatch(/^[\w-]+\.[\w-]+$/);
    expect(certificate!.keySealed).not.toContain('PRIVATE KEY');
    const served = (await certificatesOfHosts([host, 'unknown.test'])).get(host)!;
    const leaf = new X509Certificate(served.chain);
    expect(leaf.checkHost(host)).toBe(host);
    expect(served.key).toContain('PRIVATE KEY');
    const life = certificate!.notAfter.getTime() - certificate!.notBefore.getTime();
    const at = certificate!.renewAt.getTime() - certificate!.notBefore.getTime();
    expect(at / life).toBeCloseTo(2 / 3, 3);
    expect(await domainOf(tenant, host)).toMatchObject({
      state: 'active',
      isSecure: true,
      isPrimary: true,
    });
    expect(await ordersOf(tenant, host)).toMatchObject([{ state: 'issued', leaseToken: null }]);
  });

  it('is proved in the handshake where port 80 is closed', async () => {
    const tenant = await makeTenant();
    const diagnosis = { mayIssue: true, findings: [{ check: 'port80', verdict: 'warning' }] };
    const { host } = await makeDomain(tenant, undefined, { diagnosis });
    const { scope, orderId } = await order(tenant, host);
    await workOnOrder(scope, { orderId });
    expect(alpn.asked).toContain(host);
    expect(web.asked).not.toContain(host);
    expect(await certificatesOf(tenant, host)).toHaveLength(1);
  });

  it('is not made where CAA keeps the authority from signing, and the domain says so', async () => {
    const tenant = await makeTenant();
    const cause = { key: 'caaForbids', values: { found: 'other.test' } };
    const findings = [{ check: 'caa', verdict: 'wrong', expected: [], found: [], cause }];
    const { host } = await makeDomain(tenant, undefined, {
      diagnosis: { mayIssue: false, findings },
    });
    const { scope, orderId } = await order(tenant, host);
    const { events } = await withAudit(tenant, () => workOnOrder(scope, { orderId }));
    expect(events).toEqual(['certificate.failed']);
    expect(await domainOf(tenant, host)).toMatchObject({ state: 'failed', cause });
    // And not tried again: what forbids it stands there until somebody looks again.
    expect(await ordersOf(tenant, host)).toMatchObject([
      { state: 'failed', orderUrl: null, orderedAt: null, failure: cause },
    ]);
    expect(web.asked).not.toContain(host);
  });

  it('is answered with the certificate that is there, however often a host is claimed', async () => {
    const tenant = await makeTenant();
    const { host, id } = await makeDomain(tenant);
    const first = await order(tenant, host);
    await workOnOrder(first.scope, first);
    const release = { state: 'released', isPrimary: false, releasedAt: new Date() } as const;
    await inTenant(tenant.id, (tx) => tx.update(domains).set(release).where(eq(domains.id, id)));
    await makeDomain(tenant, host);
    const { scope, orderId } = await order(tenant, host);
    const asked = web.asked.length;
    const { events } = await withAudit(tenant, () => workOnOrder(scope, { orderId }));
    expect(events).toEqual(['certificate.reused']);
    expect(web.asked).toHaveLength(asked);
    expect(await certificatesOf(tenant, host)).toHaveLength(1);
    expect((await ordersOf(tenant, host)).at(-1)).toMatchObject({
      state: 'failed',
      failure: null,
      orderUrl: null,
      orderedAt: null,
    });
    const [live] = await inTenant(tenant.id, (tx) =>
      tx
        .select()
        .from(domains)
        .where(and(eq(domains.host, host), isNull(domains.releasedAt))),
    );
    expect(live).toMatchObject({ state: 'active', isSecure: true, isPrimary: true });
  });

  it('waits for whoever gives the host up in this moment, and they don’t wait for it', async () => {
    const tenant = await makeTenant();
    const { host, id } = await makeDomain(tenant);
    const { scope, orderId } = await order(tenant, host);
    let working: Promise<void> = Promise.resolve();
    await inTenant(tenant.id, async (tx) => {
      await tx.select().from(domains).where(eq(domains.id, id)).for('update');
      working = workOnOrder(scope, { orderId });
      await vi.waitFor(async () => expect(await waitingForLocks(urls.admin)).toBe(1), 10_000);
      await tx.update(domains).set({ state: 'released', releasedAt: new Date() });
      await tx.update(certificateOrders).set({ state: 'failed', endedAt: new Date() });
    });
    await working;
    expect(await ordersOf(tenant, host)).toMatchObject([{ state: 'failed', orderedAt: null }]);
  });

  it('is dropped for a host that was given up meanwhile', async () => {
    const tenant = await makeTenant();
    const { host } = await makeDomain(tenant, undefined, {
      state: 'released',
      releasedAt: new Date(),
    });
    const { scope, orderId } = await order(tenant, host);
    await workOnOrder(scope, { orderId });
    expect(await ordersOf(tenant, host)).toMatchObject([{ state: 'failed', failure: null }]);
    expect(await certificatesOf(tenant, host)).toEqual([]);
  });

  it('of another tenant is not worked on', async () => {
    const tenant = await makeTenant();
    const { host } = await makeDomain(tenant);
    const { orderId } = await order(tenant, host);
    await workOnOrder(await asSystem(await makeTenant()), { orderId });
    expect(await ordersOf(tenant, host)).toMatchObject([{ state: 'new', leaseToken: null }]);
  });

  it('is worked on by one at a time, however many try', async () => {
    const tenant = await makeTenant();
    const { host } = await makeDomain(tenant);
    const { scope, orderId } = await order(tenant, host);
    await Promise.all(Array.from({ length: 5 }, () => workOnOrder(scope, { orderId })));
    expect(await certificatesOf(tenant, host)).toHaveLength(1);
    expect(await ordersOf(tenant, host)).toMatchObject([{ state: 'issued', attempts: 0 }]);
  });

  it('that waits is written down once, and free for whoever comes next', async () => {
    const tenant = await makeTenant();
    const { host } = await makeDomain(tenant);
    const { scope, orderId } = await order(tenant, host);
    const before = databaseFigures().transactions;
    const until = new Date(Date.now() + hours(1));
    await withLease(scope, orderId, (lease) => postponeOrder(lease, { until }));
    expect(databaseFigures().transactions - before).toBe(2);
    expect(await liveOrderOf(tenant, host)).toMatchObject({ leaseToken: null, nextTryAt: until });
  });

  it('is one for a host: a second wish finds the first', async () => {
    const tenant = await makeTenant();
    const { host } = await makeDomain(tenant);
    const first = await order(tenant, host);
    expect((await order(tenant, host)).orderId).toBe(first.orderId);
    expect(await liveOrderOf(tenant, host)).toMatchObject({ id: first.orderId });
  });
});
