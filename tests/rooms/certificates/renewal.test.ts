import { eq } from 'drizzle-orm';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import type { TenantIdentity } from '@/access/scope';
import { enqueueDueWork } from '@/certificates/due-work';
import { orderCertificate } from '@/certificates/order-certificate';
import { renewCertificate } from '@/certificates/renew';
import { instantOfWindow, renewalInstant, riskBegins } from '@/certificates/renewal-time';
import { certificatesOfHosts } from '@/certificates/serve-certificate';
import { certificateOrders, certificates } from '@/certificates/tables';
import { days } from '@/platform/clock';
import { domainEvents, domains } from '@/tenants/tables';
import { startAcmeProxy } from '~tests/setup/acme-proxy';
import {
  certificatesOf,
  domainOf,
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
const pebble = await startPebble({ httpPort: web.port });
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
});

async function issued(tenant: TenantIdentity) {
  const { host } = await makeDomain(tenant);
  await inTenant(tenant.id, (tx) => orderCertificate(tx, { tenantId: tenant.id, host }));
  await runCertificateJobs(urls, [tenant]);
  const [first] = await certificatesOf(tenant, host);
  return { host, first: first! };
}

/** As if the certificate had been issued so much of its lifetime ago. */
async function age(tenant: TenantIdentity, host: string, part: number) {
  const [row] = await certificatesOf(tenant, host);
  const life = days(90);
  const notBefore = new Date(Date.now() - life * part);
  const notAfter = new Date(notBefore.getTime() + life);
  const renewAt = renewalInstant({ notBefore, notAfter });
  await inTenant(tenant.id, (tx) =>
    tx
      .update(certificates)
      .set({ notBefore, notAfter, renewAt })
      .where(eq(certificates.id, row!.id)),
  );
}

const step = async (tenant: TenantIdentity) => {
  await enqueueDueWork();
  await runCertificateJobs(urls, [tenant]);
};

describe('the time of a renewal', () => {
  const lifetime = { notBefore: new Date(0), notAfter: new Date(days(90)) };

  it('is at two thirds of the lifetime, whatever it is', () => {
    expect(renewalInstant(lifetime)).toEqual(new Date(days(60)));
    expect(renewalInstant({ ...lifetime, notAfter: new Date(days(6)) })).toEqual(new Date(days(4)));
    expect(riskBegins(lifetime)).toEqual(new Date(days(75)));
  });

  it('is a random instant of the window, now where that is over, never in the alarm', () => {
    const window = (from: number, to: number) => ({
      start: new Date(days(from)).toISOString(),
      end: new Date(days(to)).toISOString(),
    });
    const pick = (from: number, to: number, now: number, random: number) =>
      instantOfWindow(window(from, to), lifetime, new Date(days(now)), random).getTime() / days(1);
    expect(pick(50, 52, 10, 0)).toBe(50);
    expect(pick(50, 52, 10, 0.5)).toBe(51);
    expect(pick(5, 7, 10, 0.5)).toBe(10);
    expect(pick(88, 90, 10, 0.5)).toBeLessThan(75);
  });
});

describe('a renewal', () => {
  it('appends a certificate that ends later, and the host goes on as it was', async () => {
    const tenant = await makeTenant();
    const { host, first } = await issued(tenant);
    await step(tenant);
    expect(await certificatesOf(tenant, host)).toHaveLength(1);
    await age(tenant, host, 0.7);
    await step(tenant);
    const all = await certificatesOf(tenant, host);
    expect(all).toHaveLength(2);
    expect(all[0]).toMatchObject({ id: first.id, chain: first.chain });
    const served = (await certificatesOfHosts([host])).get(host)!;
    expect(served.chain).toBe(all[1]!.chain);
    expect(await domainOf(tenant, host)).toMatchObject({ state: 'active', isPrimary: true });
    const events = await inTenant(tenant.id, (tx) => tx.select().from(domainEvents));
    expect(events.filter(({ state }) => state === 'active')).toHaveLength(1);
    await step(tenant);
    expect(await ordersOf(tenant, host)).toHaveLength(2);
  });

  it('that fails near the end shows as a risk with its cause, and ends with the certificate', async () => {
    const tenant = await makeTenant();
    const { host } = await issued(tenant);
    await age(tenant, host, 0.7);
    proxy.mood = (kind) =>
      kind === 'newOrder'
        ? {
            answer: 403,
            problem: { type: 'urn:ietf:params:acme:error:unauthorized', detail: 'account closed' },
          }
        : undefined;
    await step(tenant);
    expect(await domainOf(tenant, host)).toMatchObject({ state: 'active' });
    await age(tenant, host, 0.9);
    await inTenant(tenant.id, (tx) => tx.update(certificateOrders).set({ nextTryAt: new Date() }));
    await step(tenant);
    expect(await domainOf(tenant, host)).toMatchObject({
      state: 'renewalAtRisk',
      cause: { key: 'accountRefused', values: { detail: 'account closed' } },
    });
    proxy.mood = () => undefined;
    await inTenant(tenant.id, (tx) => tx.update(certificateOrders).set({ nextTryAt: new Date() }));
    await step(tenant);
    expect(await domainOf(tenant, host)).toMatchObject({ state: 'active', cause: null });
    expect(await certificatesOf(tenant, host)).toHaveLength(2);
  });

  it('is not ordered for a host that leads elsewhere, nor twice at once', async () => {
    const tenant = await makeTenant();
    const { host, first } = await issued(tenant);
    await age(tenant, host, 0.7);
    const scope = await asSystem(tenant);
    await inTenant(tenant.id, (tx) => tx.update(domains).set({ state: 'dangling' }));
    await renewCertificate(scope, { certificateId: first.id });
    expect(await ordersOf(tenant, host)).toHaveLength(1);
    await inTenant(tenant.id, (tx) =>
      tx.update(domains).set({ state: 'active' }).where(eq(domains.host, host)),
    );
    await age(tenant, host, 0.7);
    const foreign = await asSystem(await makeTenant());
    await renewCertificate(foreign, { certificateId: first.id });
    expect(await ordersOf(tenant, host)).toHaveLength(1);
    await Promise.all([1, 2, 3].map(() => renewCertificate(scope, { certificateId: first.id })));
    expect(await ordersOf(tenant, host)).toHaveLength(2);
  });
});
