import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import { enqueueDueWork } from '@/certificates/due-work';
import { orderCertificate } from '@/certificates/order-certificate';
import { certificateOrders } from '@/certificates/tables';
import { type RequestKind, startAcmeProxy } from '~tests/setup/acme-proxy';
import { certificateWorkers } from '~tests/setup/certificate-workers';
import {
  certificatesOf,
  domainOf,
  makeDomain,
  ordersOf,
  startHttpResponder,
  trustAuthority,
  useAuthority,
} from '~tests/setup/certificates';
import { freshDatabase } from '~tests/setup/fresh-database';
import { startPebble } from '~tests/setup/pebble';
import { makeTenant } from '~tests/setup/tenants';

const web = await startHttpResponder();
const pebble = await startPebble({ httpPort: web.port });
const proxy = await startAcmeProxy(pebble);
useAuthority(proxy.directoryUrl);
const urls = await freshDatabase();
trustAuthority(pebble.ca, urls);
const startWorker = await certificateWorkers(urls, { NODE_EXTRA_CA_CERTS: pebble.caFile });
afterAll(async () => {
  await proxy.stop();
  await Promise.all([pebble.stop(), web.stop()]);
});
beforeEach(() => {
  proxy.counts = {};
  proxy.done = {};
  proxy.mood = () => undefined;
});

/** The dead process's lease ends by itself in half a minute: let that pass. */
async function passLease(tenantId: string) {
  await inTenant(tenantId, (tx) => tx.update(certificateOrders).set({ leaseUntil: new Date(0) }));
  await enqueueDueWork();
}

describe('a process that is killed in the middle of an order', () => {
  it.each<[string, RequestKind, { hang: true } | { lose: true }]>([
    ['before its challenge was called', 'challenge', { hang: true }],
    ['after its challenge was called', 'challenge', { lose: true }],
    ['before finalize arrived', 'finalize', { hang: true }],
    ['after finalize arrived', 'finalize', { lose: true }],
    ['before the certificate was there', 'certificate', { hang: true }],
  ])('%s: the next one goes on with the same order', async (_, kind, mood) => {
    const tenant = await makeTenant();
    const { host } = await makeDomain(tenant);
    await inTenant(tenant.id, (tx) => orderCertificate(tx, { tenantId: tenant.id, host }));
    let stuck = false;
    proxy.mood = (asked) => {
      if (asked !== kind || stuck) return undefined;
      stuck = true;
      return mood;
    };
    const worker = await startWorker();
    await vi.waitFor(() => expect(stuck).toBe(true), { timeout: 30_000, interval: 20 });
    await worker.kill();
    const [before] = await ordersOf(tenant, host);
    expect(before).toMatchObject({ endedAt: null, attempts: 0 });
    expect(before!.orderUrl).toContain('/my-order/');
    if (kind !== 'challenge') expect(before).toMatchObject({ state: 'finalizing' });
    await passLease(tenant.id);
    const second = await startWorker();
    await vi.waitFor(async () => expect(await certificatesOf(tenant, host)).toHaveLength(1), {
      timeout: 40_000,
      interval: 100,
    });
    await second.kill();
    const [after, ...more] = await ordersOf(tenant, host);
    expect(more).toEqual([]);
    expect(after).toMatchObject({ state: 'issued', orderUrl: before!.orderUrl, attempts: 0 });
    expect(proxy.counts.newOrder).toBe(1);
    expect(await domainOf(tenant, host)).toMatchObject({ state: 'active', isSecure: true });
  });
});

describe('three processes', () => {
  it('make 50 orders for 50 domains', async () => {
    const tenants = await Promise.all(Array.from({ length: 5 }, () => makeTenant()));
    const hosts: { tenant: (typeof tenants)[number]; host: string }[] = [];
    for (let n = 0; n < 50; n++) {
      const tenant = tenants[n % 5]!;
      const { host } = await makeDomain(tenant, `help${n}.three${n}.test`);
      hosts.push({ tenant, host });
    }
    const workers = await Promise.all([startWorker(), startWorker(), startWorker()]);
    for (const { tenant, host } of hosts) {
      await inTenant(tenant.id, (tx) => orderCertificate(tx, { tenantId: tenant.id, host }));
    }
    // As each process does at its start and each minute, while the orders are being worked on.
    const again = setInterval(() => void enqueueDueWork().catch(() => {}), 500);
    try {
      await vi.waitFor(
        async () => {
          for (const { tenant, host } of hosts) {
            expect(await certificatesOf(tenant, host)).toHaveLength(1);
          }
        },
        { timeout: 150_000, interval: 1_000 },
      );
    } finally {
      clearInterval(again);
    }
    await Promise.all(workers.map((worker) => worker.kill()));
    // On a busy machine one may have been given up after its 15 seconds, and asked again.
    expect(proxy.done.newOrder).toBe(50);
    expect(proxy.done.finalize).toBe(50);
    expect(proxy.done.newAccount ?? 0).toBeLessThanOrEqual(1);
    for (const { tenant, host } of hosts) {
      expect(await ordersOf(tenant, host)).toMatchObject([{ state: 'issued', attempts: 0 }]);
    }
  });
});

vi.setConfig({ testTimeout: 180_000 });
