import { afterAll, describe, expect, it } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import { budget, type IssuanceCounts, spentBudget } from '@/certificates/budget';
import { orderCertificate } from '@/certificates/order-certificate';
import { certificateOrders } from '@/certificates/tables';
import { workOnOrder } from '@/certificates/work-on-order';
import { days, hours, minutes } from '@/platform/clock';
import { newId } from '@/platform/ids';
import { registeredDomainOf } from '@/tenants/registered-domain';
import { startAcmeProxy } from '~tests/setup/acme-proxy';
import {
  certificatesOf,
  domainOf,
  liveOrderOf,
  makeDomain,
  ordersOf,
  startHttpResponder,
  trustAuthority,
  useAuthority,
} from '~tests/setup/certificates';
import { freshDatabase } from '~tests/setup/fresh-database';
import { startPebble } from '~tests/setup/pebble';
import { withAudit } from '~tests/setup/proofs';
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

const counts = (change: Partial<IssuanceCounts>): IssuanceCounts => ({
  orders: 0,
  oldestOrder: null,
  certificates: 0,
  oldestCertificate: null,
  failedValidations: 0,
  lastFailed: null,
  ...change,
});
const row = { host: 'help.acme.test', registeredDomain: 'acme.test', replaces: null };
const ago = (milliseconds: number) => new Date(Date.now() - milliseconds);

describe('the budget', () => {
  it('is below the published limits of the best known authority', () => {
    expect(budget).toEqual({ orders: 200, certificates: 40, failedValidations: 3 });
  });

  it.each([
    ['budgetOrders', counts({ orders: 200, oldestOrder: ago(hours(2)) }), hours(1)],
    ['budgetCertificates', counts({ certificates: 40, oldestCertificate: ago(days(6)) }), days(1)],
    [
      'budgetValidations',
      counts({ failedValidations: 3, lastFailed: ago(minutes(20)) }),
      minutes(40),
    ],
  ])('%s waits until a slot is free', (key, spent, wait) => {
    const pause = spentBudget(row, spent)!;
    expect(pause.failure.key).toBe(key);
    expect(Math.abs(pause.until.getTime() - Date.now() - wait)).toBeLessThan(5_000);
  });

  it('has room below each number, and for renewals that name what they replace', () => {
    const nearly = counts({ orders: 199, certificates: 39, failedValidations: 2 });
    expect(spentBudget(row, nearly)).toBeUndefined();
    const full = counts({ certificates: 40, oldestCertificate: ago(days(6)) });
    expect(spentBudget({ ...row, replaces: 'a.b' }, full)).toBeUndefined();
  });

  it('counts the orders of all tenants, and sends nothing when it is spent', async () => {
    const [other, tenant] = [await makeTenant(), await makeTenant()];
    const values = Array.from({ length: budget.certificates }, (_, n) => ({
      tenantId: other.id,
      id: newId(),
      host: `h${n}.busy.test`,
      registeredDomain: 'busy.test',
      directoryUrl: proxy.directoryUrl,
      state: 'issued' as const,
      orderedAt: ago(days(2)),
      endedAt: ago(days(2)),
    }));
    await inTenant(other.id, (tx) => tx.insert(certificateOrders).values(values));
    const { host } = await makeDomain(tenant, 'help.busy.test');
    expect(registeredDomainOf(host)).toBe('busy.test');
    const id = await inTenant(tenant.id, (tx) =>
      orderCertificate(tx, { tenantId: tenant.id, host }),
    );
    await workOnOrder(await asSystem(tenant), { orderId: id });
    expect(proxy.total()).toBe(0);
    const order = await liveOrderOf(tenant, host);
    expect(order).toMatchObject({ attempts: 0, failure: { key: 'budgetCertificates' } });
    expect(Math.abs(order.nextTryAt.getTime() - Date.now() - days(5))).toBeLessThan(minutes(1));
  });

  it('three failed validations in an hour end the tries, and the domain says why', async () => {
    const tenant = await makeTenant();
    const { host } = await makeDomain(tenant);
    await inTenant(tenant.id, (tx) => orderCertificate(tx, { tenantId: tenant.id, host }));
    const scope = await asSystem(tenant);
    // Somebody else's server answers: it knows no token of ours.
    const forget = () =>
      inTenant(tenant.id, (tx) => tx.update(certificateOrders).set({ nextTryAt: new Date() }));
    const breakAnswer = async (kind: string) => {
      if (kind !== 'challenge') return;
      await inTenant(tenant.id, (tx) =>
        tx.update(certificateOrders).set({ challengeResponse: 'somebody else' }),
      );
    };
    proxy.before = breakAnswer;
    const events: string[] = [];
    for (let n = 0; n < 3; n++) {
      await forget();
      const { id } = await liveOrderOf(tenant, host);
      events.push(...(await withAudit(tenant, () => workOnOrder(scope, { orderId: id }))).events);
    }
    const failure = { key: 'validationWrongAnswer' };
    expect(await domainOf(tenant, host)).toMatchObject({ state: 'failed', cause: failure });
    expect(events).toEqual(['certificate.failed']);
    const pauses = (await ordersOf(tenant, host)).map(({ attempts }) => attempts);
    expect(pauses).toEqual([0, 1, 2, 3]);
    proxy.counts = {};
    await forget();
    const { id } = await liveOrderOf(tenant, host);
    await workOnOrder(scope, { orderId: id });
    expect(proxy.total()).toBe(0);
    const order = await liveOrderOf(tenant, host);
    expect(order).toMatchObject({ attempts: 3, failure: { key: 'budgetValidations' } });
    expect(Math.abs(order.nextTryAt.getTime() - Date.now() - hours(1))).toBeLessThan(minutes(1));
    expect(await certificatesOf(tenant, host)).toEqual([]);
  });

  it('a host that was given up is tried for a week, then no more', async () => {
    const tenant = await makeTenant();
    const scope = await asSystem(tenant);
    proxy.mood = (kind) =>
      kind === 'newOrder'
        ? { answer: 400, problem: { type: 'urn:ietf:params:acme:error:malformed', detail: '' } }
        : undefined;
    const { host } = await makeDomain(tenant, undefined, { state: 'failed' });
    const id = await inTenant(tenant.id, async (tx) => {
      const orderId = await orderCertificate(tx, { tenantId: tenant.id, host });
      await tx.update(certificateOrders).set({ attempts: 9 });
      return orderId;
    });
    await workOnOrder(scope, { orderId: id });
    const last = await liveOrderOf(tenant, host);
    expect(last.attempts).toBe(10);
    await inTenant(tenant.id, (tx) => tx.update(certificateOrders).set({ nextTryAt: new Date() }));
    await workOnOrder(scope, { orderId: last.id });
    await expect(liveOrderOf(tenant, host)).rejects.toThrow('has no live order');
  });
});
