import { eq } from 'drizzle-orm';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import type { TenantIdentity } from '@/access/scope';
import { budget } from '@/certificates/budget';
import { orderCertificate } from '@/certificates/order-certificate';
import { renewCertificate } from '@/certificates/renew';
import { readRenewalInformation } from '@/certificates/renewal-information';
import { certificateOrders, certificates } from '@/certificates/tables';
import { days, hours } from '@/platform/clock';
import { newId } from '@/platform/ids';
import { shared } from '@/platform/shared';
import { registeredDomainOf } from '@/tenants/registered-domain';
import { startAcmeProxy } from '~tests/setup/acme-proxy';
import {
  certificatesOf,
  makeDomain,
  ordersOf,
  runCertificateJobs,
  startHttpResponder,
  trustAuthority,
  useAuthority,
} from '~tests/setup/certificates';
import { freshDatabase } from '~tests/setup/fresh-database';
import { startPebble } from '~tests/setup/pebble';
import { asSystem, makeTenant } from '~tests/setup/tenants';

const web = await startHttpResponder();
const pebble = await startPebble({ httpPort: web.port, lifetime: 90 * 24 * 3600 });
const proxy = await startAcmeProxy(pebble);
useAuthority(proxy.directoryUrl);
const urls = await freshDatabase();
trustAuthority(pebble.ca, urls);
afterAll(async () => {
  await proxy.stop();
  await Promise.all([pebble.stop(), web.stop()]);
});
beforeEach(() => {
  proxy.mood = () => undefined;
  proxy.offersRenewalInfo = true;
  proxy.payloads.length = 0;
  asked.length = 0;
  shared('renewal-directories', () => new Map<string, unknown>()).clear();
});

const asked: string[] = [];
const suggest = (from: number, to: number, more: Record<string, string> = {}) => {
  const at = (time: number) => new Date(Date.now() + time).toISOString();
  const json = {
    suggestedWindow: { start: at(from), end: at(to) },
    explanationURL: 'https://ca.test/why',
  };
  proxy.mood = (kind, path) => {
    if (kind !== 'renewalInfo') return undefined;
    asked.push(path.replace('/renewal-info/', ''));
    return { json, headers: more };
  };
};

async function issued(tenant: TenantIdentity) {
  const { host } = await makeDomain(tenant);
  await inTenant(tenant.id, (tx) => orderCertificate(tx, { tenantId: tenant.id, host }));
  await runCertificateJobs(urls, [tenant]);
  const [first] = await certificatesOf(tenant, host);
  const scope = await asSystem(tenant);
  const read = async () => {
    await readRenewalInformation(scope, { certificateId: first!.id });
    return (await certificatesOf(tenant, host)).find(({ id }) => id === first!.id)!;
  };
  return { host, first: first!, scope, read };
}

const nextLook = (checkedAt: Date | null) => (checkedAt?.getTime() ?? 0) + hours(12) - Date.now();

describe('renewal information', () => {
  it('moves the renewal to an instant of the window, and keeps that while the window stands', async () => {
    const tenant = await makeTenant();
    const { first, read } = await issued(tenant);
    suggest(days(3), days(5));
    const row = await read();
    expect(asked).toEqual([first.ariId]);
    expect(row.renewAt.getTime()).toBeGreaterThanOrEqual(Date.now() + days(3) - 5_000);
    expect(row.renewAt.getTime()).toBeLessThanOrEqual(Date.now() + days(5));
    expect(row.renewalWindow).toMatchObject({ explanation: 'https://ca.test/why' });
    expect(Math.abs(nextLook(row.ariCheckedAt) - hours(12))).toBeLessThan(5_000);
    const again = await read();
    expect(again.renewAt).toEqual(row.renewAt);
  });

  it('names the certificate by its authority’s key and its serial number (RFC 9773, 4.1)', async () => {
    const tenant = await makeTenant();
    const { first } = await issued(tenant);
    const [, serial] = first.ariId!.split('.');
    const hex = Buffer.from(serial!, 'base64url').toString('hex');
    expect(hex.replace(/^00/, '')).toBe(first.serial);
    expect(Buffer.from(first.ariId!.split('.')[0]!, 'base64url')).toHaveLength(20);
  });

  it('renews at once where the window is over, naming what is replaced', async () => {
    const tenant = await makeTenant();
    const { host, first, scope, read } = await issued(tenant);
    suggest(-days(2), -days(1));
    expect((await read()).renewAt.getTime()).toBeLessThanOrEqual(Date.now());
    await renewCertificate(scope, { certificateId: first.id });
    await runCertificateJobs(urls, [tenant]);
    const orders = proxy.payloads.filter(({ kind }) => kind === 'newOrder');
    expect(orders.at(-1)!.payload).toMatchObject({ replaces: first.ariId });
    expect(await certificatesOf(tenant, host)).toHaveLength(2);
  });

  it('an authority that has seen it replaced gets an order like any other', async () => {
    const tenant = await makeTenant();
    const { host, first, scope, read } = await issued(tenant);
    suggest(-days(2), -days(1));
    await read();
    proxy.mood = (kind, _path, body) =>
      kind === 'newOrder' &&
      Buffer.from(JSON.parse(body).payload, 'base64url').toString().includes('replaces')
        ? {
            answer: 409,
            problem: { type: 'urn:ietf:params:acme:error:alreadyReplaced', detail: 'replaced' },
          }
        : undefined;
    await renewCertificate(scope, { certificateId: first.id });
    await runCertificateJobs(urls, [tenant]);
    expect(await certificatesOf(tenant, host)).toHaveLength(2);
    expect((await ordersOf(tenant, host)).at(-1)).toMatchObject({ replaces: null, attempts: 0 });
  });

  it('an order like any other has to be within the budget', async () => {
    const tenant = await makeTenant();
    const { host, first, scope, read } = await issued(tenant);
    suggest(-days(2), -days(1));
    await read();
    proxy.mood = (kind) =>
      kind === 'newOrder'
        ? {
            answer: 409,
            problem: { type: 'urn:ietf:params:acme:error:alreadyReplaced', detail: 'replaced' },
          }
        : undefined;
    const other = await makeTenant();
    const ended = { state: 'issued', orderedAt: new Date(), endedAt: new Date() } as const;
    const spent = Array.from({ length: budget.certificates }, (_, n) => ({
      ...{ tenantId: other.id, id: newId(), host: `h${n}.busy.test`, ...ended },
      registeredDomain: registeredDomainOf(host),
      directoryUrl: proxy.directoryUrl,
    }));
    await inTenant(other.id, (tx) => tx.insert(certificateOrders).values(spent));
    proxy.counts = {};
    await renewCertificate(scope, { certificateId: first.id });
    await runCertificateJobs(urls, [tenant]);
    expect(proxy.counts.newOrder).toBe(1);
    expect((await ordersOf(tenant, host)).at(-1)).toMatchObject({
      replaces: null,
      failure: { key: 'budgetCertificates' },
    });
  });

  it('costs one look at the directory, however many certificates there are', async () => {
    const tenant = await makeTenant();
    const [one, other] = [await issued(tenant), await issued(tenant)];
    suggest(days(3), days(5));
    proxy.counts = {};
    await one.read();
    await other.read();
    expect(proxy.counts).toEqual({ directory: 1, renewalInfo: 2 });
  });

  it.each([
    ['in 20 minutes: in an hour', '1200', hours(1)],
    ['in 6 hours', '21600', hours(6)],
    ['in a week: in a day', '604800', hours(24)],
  ])('is looked at again when the authority says, within bounds (%s)', async (_, header, wait) => {
    const tenant = await makeTenant();
    const { read } = await issued(tenant);
    suggest(days(3), days(5), { 'retry-after': header });
    expect(Math.abs(nextLook((await read()).ariCheckedAt) - wait)).toBeLessThan(5_000);
  });

  it.each([
    ['is away', { answer: 503 }],
    ['talks nonsense', { json: { suggestedWindow: { start: 'soon', end: 'later' } } }],
    ['has a limit', { answer: 429, headers: { 'retry-after': '7200' } }],
  ])('leaves all as it was where the authority %s', async (_, mood) => {
    const tenant = await makeTenant();
    const { first, host, read } = await issued(tenant);
    proxy.mood = (kind) => (kind === 'renewalInfo' ? mood : undefined);
    const row = await read();
    expect(row).toMatchObject({ renewAt: first.renewAt, renewalWindow: null });
    expect(Math.abs(nextLook(row.ariCheckedAt) - hours(1))).toBeLessThan(5_000);
    await inTenant(tenant.id, (tx) =>
      tx.update(certificates).set({ renewAt: new Date() }).where(eq(certificates.host, host)),
    );
    await renewCertificate(await asSystem(tenant), { certificateId: first.id });
    await runCertificateJobs(urls, [tenant]);
    expect(await certificatesOf(tenant, host)).toHaveLength(2);
  });

  it('is not waited for where the authority offers none', async () => {
    proxy.offersRenewalInfo = false;
    const tenant = await makeTenant();
    const { first, read } = await issued(tenant);
    const row = await read();
    expect(row).toMatchObject({ renewAt: first.renewAt, renewalWindow: null });
    expect(Math.abs(nextLook(row.ariCheckedAt) - hours(12))).toBeLessThan(5_000);
  });
});
