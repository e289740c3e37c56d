import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import { enqueueDueWork } from '@/certificates/due-work';
import { orderCertificate } from '@/certificates/order-certificate';
import { orderFirstCertificate } from '@/certificates/order-first-certificate';
import { alpnChallenges, challengeResponses } from '@/certificates/serve-certificate';
import { certificateOrders } from '@/certificates/tables';
import { days } from '@/platform/clock';
import { newId } from '@/platform/ids';
import { startAcmeProxy } from '~tests/setup/acme-proxy';
import {
  certificatesOf,
  domainOf,
  liveOrderOf,
  makeDomain,
  ordersOf,
  runCertificateJobs,
  startAlpnResponder,
  trustAuthority,
  useAuthority,
} from '~tests/setup/certificates';
import { freePort } from '~tests/setup/free-port';
import { freshDatabase } from '~tests/setup/fresh-database';
import { startPebble } from '~tests/setup/pebble';
import { withAudit } from '~tests/setup/proofs';
import { asSystem, makeTenant } from '~tests/setup/tenants';

const alpn = await startAlpnResponder();
const pebble = await startPebble({ httpPort: await freePort(), tlsPort: alpn.port });
const proxy = await startAcmeProxy(pebble);
useAuthority(proxy.directoryUrl, { BASE_DOMAIN: 'desk.example.test' });
const urls = await freshDatabase();
trustAuthority(pebble.ca, urls);
afterAll(async () => {
  await proxy.stop();
  await Promise.all([pebble.stop(), alpn.stop()]);
});
beforeEach(() => {
  proxy.mood = () => undefined;
});

describe('where nobody answers at port 80', () => {
  it('the first try says so, and the next, at once, goes by the handshake', async () => {
    const tenant = await makeTenant();
    const { host } = await makeDomain(tenant);
    await inTenant(tenant.id, (tx) => orderCertificate(tx, { tenantId: tenant.id, host }));
    const { events } = await withAudit(tenant, () => runCertificateJobs(urls, [tenant]));
    expect(events).toEqual(['certificate.failed', 'certificate.issued']);
    expect(await ordersOf(tenant, host)).toMatchObject([
      {
        state: 'failed',
        challengeKind: 'http-01',
        failedValidations: 1,
        failure: { key: 'validationUnreachable', values: { host } },
      },
      { state: 'issued', challengeKind: 'tls-alpn-01', attempts: 1 },
    ]);
    expect(alpn.asked).toContain(host);
    expect(await domainOf(tenant, host)).toMatchObject({ state: 'active', isSecure: true });
  });
});

describe('a challenge', () => {
  it('is answered for its host and token alone, and not after its order has ended', async () => {
    const tenant = await makeTenant();
    const { host } = await makeDomain(tenant);
    const row = { tenantId: tenant.id, id: newId(), host, registeredDomain: 'x.test' };
    await inTenant(tenant.id, (tx) =>
      tx.insert(certificateOrders).values({
        ...row,
        directoryUrl: proxy.directoryUrl,
        challengeKind: 'http-01',
        challengeToken: 'token',
        challengeResponse: 'token.print',
      }),
    );
    const right = `${host}/token`;
    const all = await challengeResponses([`${host}/other`, right, 'other.test/token']);
    expect([...all]).toEqual([[right, 'token.print']]);
    expect(await alpnChallenges([host])).toEqual(new Map());
    await inTenant(tenant.id, (tx) => tx.update(certificateOrders).set({ endedAt: new Date() }));
    expect(await challengeResponses([right])).toEqual(new Map());
  });
});

describe('the managed hosts', () => {
  it('get a certificate each, and the tenant’s links say https', async () => {
    const tenant = await makeTenant();
    const host = tenant.managedHost;
    expect(host).toMatch(/\.desk\.example\.test$/);
    const { id, isSecure } = await domainOf(tenant, host);
    expect(isSecure).toBe(false);
    await orderFirstCertificate(await asSystem(tenant), { domainId: id });
    await runCertificateJobs(urls, [tenant]);
    expect(await certificatesOf(tenant, host)).toHaveLength(1);
    expect(await domainOf(tenant, host)).toMatchObject({ state: 'active', isSecure: true });
    await orderFirstCertificate(await asSystem(tenant), { domainId: id });
    expect(await ordersOf(tenant, host)).toHaveLength(2);
  });

  it('of another tenant are not ordered', async () => {
    const [one, other] = [await makeTenant(), await makeTenant()];
    const { id } = await domainOf(one, one.managedHost);
    await orderFirstCertificate(await asSystem(other), { domainId: id });
    expect(await ordersOf(one, one.managedHost)).toEqual([]);
  });
});

describe('a host that went active while there was no authority', () => {
  it('gets its first certificate, unless it leads elsewhere by now', async () => {
    const tenant = await makeTenant();
    const { host } = await makeDomain(tenant, undefined, { state: 'active' });
    const astray = await makeDomain(tenant, undefined, { state: 'dangling' });
    await enqueueDueWork();
    await runCertificateJobs(urls, [tenant]);
    expect(await certificatesOf(tenant, host)).toHaveLength(1);
    expect(await domainOf(tenant, host)).toMatchObject({ state: 'active', isSecure: true });
    expect(await ordersOf(tenant, astray.host)).toEqual([]);
  });
});

describe('an order that waits for another authority than the one asked now', () => {
  it('waits no more and begins anew', async () => {
    const tenant = await makeTenant();
    const { host } = await makeDomain(tenant);
    await inTenant(tenant.id, async (tx) => {
      await orderCertificate(tx, { tenantId: tenant.id, host });
      await tx.update(certificateOrders).set({
        state: 'created',
        directoryUrl: 'https://old-authority.test/dir',
        orderUrl: 'https://old-authority.test/order/1',
        challengeKind: 'tls-alpn-01',
        nextTryAt: new Date(Date.now() + days(30)),
      });
    });
    await runCertificateJobs(urls, [tenant]);
    await enqueueDueWork();
    await runCertificateJobs(urls, [tenant]);
    expect(await certificatesOf(tenant, host)).toHaveLength(1);
    expect(await ordersOf(tenant, host)).toMatchObject([
      { state: 'issued', directoryUrl: proxy.directoryUrl },
    ]);
  });
});

describe('an order that the authority lost', () => {
  it('is made anew', async () => {
    const tenant = await makeTenant();
    const { host } = await makeDomain(tenant);
    await inTenant(tenant.id, (tx) => orderCertificate(tx, { tenantId: tenant.id, host }));
    proxy.mood = (kind) =>
      kind === 'order'
        ? {
            answer: 404,
            problem: { type: 'urn:ietf:params:acme:error:malformed', detail: 'no such order' },
          }
        : undefined;
    await runCertificateJobs(urls, [tenant]);
    const next = await liveOrderOf(tenant, host);
    expect(next).toMatchObject({
      state: 'new',
      attempts: 1,
      orderUrl: null,
      failure: { key: 'authorityLostOrder' },
    });
    proxy.mood = () => undefined;
    await inTenant(tenant.id, (tx) =>
      tx.update(certificateOrders).set({ nextTryAt: new Date(), challengeKind: 'tls-alpn-01' }),
    );
    await enqueueDueWork();
    await runCertificateJobs(urls, [tenant]);
    expect(await certificatesOf(tenant, host)).toHaveLength(1);
  });
});
