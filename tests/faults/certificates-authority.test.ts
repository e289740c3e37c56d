import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { forInstallation, inTenant } from '@/access/in-transaction';
import { enqueueDueWork } from '@/certificates/due-work';
import { orderCertificate } from '@/certificates/order-certificate';
import { certificatesOfHosts } from '@/certificates/serve-certificate';
import { authorities } from '@/certificates/tables';
import { minutes } from '@/platform/clock';
import { type Mood, type RequestKind, startAcmeProxy } from '~tests/setup/acme-proxy';
import {
  certificatesOf,
  liveOrderOf,
  makeDomain,
  ordersOf,
  runCertificateJobs,
  startHttpResponder,
  trustAuthority,
  useAuthority,
} from '~tests/setup/certificates';
import { freshDatabase } from '~tests/setup/fresh-database';
import { startPebble } from '~tests/setup/pebble';
import { onDatabase } from '~tests/setup/statement';
import { makeTenant } from '~tests/setup/tenants';

const web = await startHttpResponder();
const pebble = await startPebble({ httpPort: web.port, refusedNonces: 60 });
const proxy = await startAcmeProxy(pebble);
useAuthority(proxy.directoryUrl);
const urls = await freshDatabase();
trustAuthority(pebble.ca, urls);
const tenant = await makeTenant();
afterAll(async () => {
  await proxy.stop();
  await Promise.all([pebble.stop(), web.stop()]);
});
beforeEach(async () => {
  proxy.mood = () => undefined;
  await forInstallation((tx) => tx.update(authorities).set({ notBefore: null, failures: 0 }));
  await onDatabase(
    urls.admin,
    'UPDATE certificate_orders SET ended_at = now() WHERE ended_at IS NULL',
  );
  proxy.counts = {};
});

async function newOrder() {
  const { host } = await makeDomain(tenant);
  await inTenant(tenant.id, (tx) => orderCertificate(tx, { tenantId: tenant.id, host }));
  return host;
}
const work = () => runCertificateJobs(urls, [tenant]);
const step = async () => {
  await enqueueDueWork();
  await work();
};
const minutesUntil = (at: Date) => Math.round((at.getTime() - Date.now()) / minutes(1));

it('three of five nonces refused: the certificate comes all the same, in one order', async () => {
  for (let n = 0; n < 3; n++) {
    const host = await newOrder();
    await work();
    expect(await certificatesOf(tenant, host)).toHaveLength(1);
    expect(await ordersOf(tenant, host)).toMatchObject([{ state: 'issued', attempts: 0 }]);
  }
  // Each order sends these once; some of the nine were refused and sent again.
  const { newOrder: made = 0, challenge = 0, finalize = 0 } = proxy.counts;
  expect(made + challenge + finalize).toBeGreaterThan(9);
});

describe('an authority that fails at any step', () => {
  const steps: RequestKind[] = [
    'newNonce',
    'newOrder',
    'order',
    'authorization',
    'challenge',
    'finalize',
    'certificate',
  ];
  it.each(steps)(
    '%s: hosts are served, the row says why and until when, the same order ends well',
    async (kind) => {
      const served = await newOrder();
      await work();
      const host = await newOrder();
      proxy.mood = (asked) => (asked === kind ? { answer: 500 } : undefined);
      await work();
      const order = await liveOrderOf(tenant, host);
      expect(order).toMatchObject({
        attempts: 0,
        failure: { key: 'authorityAway', values: { reason: 'HTTP 500' } },
      });
      expect(minutesUntil(order.nextTryAt)).toBe(1);
      expect((await certificatesOfHosts([served])).has(served)).toBe(true);
      proxy.counts = {};
      await step();
      expect(proxy.total()).toBe(0);
      proxy.mood = () => undefined;
      await onDatabase(urls.admin, 'UPDATE certificate_orders SET next_try_at = now()');
      await onDatabase(urls.admin, 'UPDATE installation.authorities SET not_before = now()');
      await step();
      expect(await certificatesOf(tenant, host)).toHaveLength(1);
      expect(await ordersOf(tenant, host)).toHaveLength(1);
    },
  );

  it('never answering: one request, given up after its time-out', async () => {
    const host = await newOrder();
    proxy.mood = (kind) => (kind === 'newOrder' ? { hang: true } : undefined);
    const began = Date.now();
    await work();
    expect(Date.now() - began).toBeLessThan(30_000);
    expect(proxy.counts.newOrder).toBe(1);
    expect(await liveOrderOf(tenant, host)).toMatchObject({
      failure: { key: 'authorityAway', values: { reason: 'no answer' } },
    });
  });
});

describe('a limit', () => {
  const limit = (retryAfter: string): Mood => ({
    answer: 429,
    headers: { 'retry-after': retryAfter },
    problem: { type: 'urn:ietf:params:acme:error:rateLimited', detail: 'too many orders' },
  });

  it.each([
    ['two hours', '7200', 120],
    ['30 days', '2592000', 43_200],
    ['30 days by a date', new Date(Date.now() + 2_592_000_000).toUTCString(), 43_200],
  ])('of %s: one request, whatever is tried, and the row says it', async (_, header, wait) => {
    const hosts = [await newOrder(), await newOrder(), await newOrder()];
    proxy.mood = (kind) => (kind === 'newOrder' ? limit(header) : undefined);
    await runCertificateJobs(urls, [tenant]);
    for (let n = 0; n < 5; n++) await step();
    await onDatabase(urls.admin, 'UPDATE certificate_orders SET next_try_at = now()');
    await step();
    expect(proxy.counts.newOrder).toBe(1);
    for (const host of hosts) {
      const order = await liveOrderOf(tenant, host);
      expect(order).toMatchObject({ attempts: 0, failure: { key: 'authorityLimits' } });
      expect(Math.abs(minutesUntil(order.nextTryAt) - wait)).toBeLessThanOrEqual(2);
    }
  });
});

vi.setConfig({ testTimeout: 90_000 });
