import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { forInstallation, inTenant } from '@/access/in-transaction';
import { orderCertificate } from '@/certificates/order-certificate';
import { authorities } from '@/certificates/tables';
import { workOnOrder } from '@/certificates/work-on-order';
import { clock, minutes } from '@/platform/clock';
import { type Mood, startAcmeProxy } from '~tests/setup/acme-proxy';
import {
  certificatesOf,
  liveOrderOf,
  makeDomain,
  startHttpResponder,
  trustAuthority,
  useAuthority,
} from '~tests/setup/certificates';
import { freshDatabase } from '~tests/setup/fresh-database';
import { startPebble } from '~tests/setup/pebble';
import { asSystem, makeTenant } from '~tests/setup/tenants';

const web = await startHttpResponder();
const pebble = await startPebble({ httpPort: web.port });
const proxy = await startAcmeProxy(pebble);
useAuthority(proxy.directoryUrl);
const urls = await freshDatabase();
trustAuthority(pebble.ca, urls);
const realNow = clock.now;
afterAll(async () => {
  clock.now = realNow;
  await proxy.stop();
  await Promise.all([pebble.stop(), web.stop()]);
});
beforeEach(async () => {
  proxy.mood = () => undefined;
  proxy.counts = {};
  await forInstallation((tx) => tx.update(authorities).set({ notBefore: null, failures: 0 }));
  later(0);
});

let ahead = 0;
function later(milliseconds: number) {
  ahead = milliseconds === 0 ? 0 : ahead + milliseconds;
  clock.now = () => new Date(Date.now() + ahead);
}

async function newOrder() {
  const tenant = await makeTenant();
  const { host } = await makeDomain(tenant);
  await inTenant(tenant.id, (tx) => orderCertificate(tx, { tenantId: tenant.id, host }));
  const scope = await asSystem(tenant);
  const live = () => liveOrderOf(tenant, host);
  const work = async () => workOnOrder(scope, { orderId: (await live()).id });
  return { tenant, host, live, work };
}

const down: Mood = { answer: 503 };
const waits = async (order: Awaited<ReturnType<typeof newOrder>>) =>
  Math.round(((await order.live()).nextTryAt.getTime() - clock.now().getTime()) / minutes(1));

describe('an authority that is down', () => {
  it('is left alone for 1, 2, 4 … 60 minutes, and asked by one at a time afterwards', async () => {
    const [first, second] = [await newOrder(), await newOrder()];
    proxy.mood = () => down;
    const pauses: number[] = [];
    for (let round = 0; round < 8; round++) {
      proxy.counts = {};
      await Promise.all([first.work(), second.work()]);
      if (round > 0) expect(proxy.total()).toBe(1);
      const [row] = await forInstallation((tx) => tx.select().from(authorities));
      const pause = (row?.notBefore?.getTime() ?? 0) - clock.now().getTime();
      pauses.push(Math.round(pause / minutes(1)));
      later(pause + minutes(2));
    }
    expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
    expect(await first.live()).toMatchObject({
      attempts: 0,
      failure: { key: 'authorityAway', values: { reason: 'HTTP 503' } },
    });
    proxy.mood = () => undefined;
    await first.work();
    await second.work();
    expect(await certificatesOf(first.tenant, first.host)).toHaveLength(1);
    expect(await certificatesOf(second.tenant, second.host)).toHaveLength(1);
  });

  it('is left alone for as long as it says itself, up to a day', async () => {
    for (const [header, expected] of [
      ['10', 1],
      ['7200', 120],
      ['864000', 1_440],
    ] as const) {
      const order = await newOrder();
      proxy.mood = () => ({ answer: 503, headers: { 'retry-after': header } });
      await order.work();
      expect(await waits(order)).toBe(expected);
      await forInstallation((tx) => tx.update(authorities).set({ notBefore: null, failures: 0 }));
    }
  });

  it('is not asked at all during the pause', async () => {
    const order = await newOrder();
    proxy.mood = () => down;
    await order.work();
    proxy.counts = {};
    const other = await newOrder();
    await other.work();
    expect(proxy.total()).toBe(0);
    expect(await other.live()).toMatchObject({ failure: { key: 'authorityAway' } });
  });
});

describe('a limit of the authority', () => {
  it.each([
    ['two hours in seconds', () => '7200', 120],
    ['30 days as a date', () => new Date(Date.now() + minutes(30 * 24 * 60)).toUTCString(), 43_200],
    ['a year: of 31 days', () => String(365 * 24 * 3600), 44_640],
  ])('of %s costs one request, and every order waits', async (_, header, expected) => {
    const [first, second] = [await newOrder(), await newOrder()];
    proxy.mood = (kind) =>
      kind === 'newOrder'
        ? {
            answer: 429,
            headers: { 'retry-after': header() },
            problem: { type: 'urn:ietf:params:acme:error:rateLimited', detail: 'too many orders' },
          }
        : undefined;
    await first.work();
    expect(proxy.counts.newOrder).toBe(1);
    proxy.counts = {};
    await second.work();
    await first.work();
    expect(proxy.total()).toBe(0);
    for (const order of [first, second]) {
      expect(Math.abs((await waits(order)) - expected)).toBeLessThanOrEqual(1);
      expect(await order.live()).toMatchObject({
        attempts: 0,
        failure: { key: 'authorityLimits', values: { detail: 'too many orders' } },
      });
    }
  });

  it.each([
    ['names a host', (host: string) => `too many failed authorizations for "${host}"`],
    [
      'is about certificates for the same names',
      () => 'too many certificates (5) already issued for this exact set of identifiers in 168h',
    ],
  ])('that %s keeps no other waiting', async (_, detail) => {
    const [first, second] = [await newOrder(), await newOrder()];
    proxy.mood = (kind, _path, body) =>
      kind === 'newOrder' && payloadOf(body).includes(first.host)
        ? {
            answer: 429,
            headers: { 'retry-after': '7200' },
            problem: {
              type: 'urn:ietf:params:acme:error:rateLimited',
              detail: detail(first.host),
            },
          }
        : undefined;
    await first.work();
    await second.work();
    expect(await waits(first)).toBe(120);
    expect(await certificatesOf(second.tenant, second.host)).toHaveLength(1);
  });
});

const payloadOf = (body: string) =>
  Buffer.from((JSON.parse(body) as { payload: string }).payload, 'base64url').toString();

vi.setConfig({ testTimeout: 60_000 });
