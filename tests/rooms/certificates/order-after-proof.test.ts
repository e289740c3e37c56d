import { beforeEach, describe, expect, it } from 'vitest';
import { checkDomain } from '@/certificates/check-domain';
import { claimDomain } from '@/certificates/claim-domain';
import { checkDueDomain } from '@/certificates/due-domains';
import { readDomain } from '@/certificates/read-domains';
import { releaseDomain } from '@/certificates/release-domain';
import { tenantOfHost } from '@/tenants/host-index';
import { freshDatabase } from '~tests/setup/fresh-database';
import { withAudit } from '~tests/setup/proofs';
import { onDatabase } from '~tests/setup/statement';
import { asSystem, asTechnician, makeTenant } from '~tests/setup/tenants';
import { openOwnDns, targetOf } from './own-dns';

/** Nobody answers there: what is ordered stays ordered. */
const directory = 'https://127.0.0.1:1/directory';
const { dns } = await openOwnDns({ ACME_DIRECTORY_URL: directory, HTTPS_PORT: '8443' });
const urls = await freshDatabase({ max: 10 });
const tenant = await makeTenant();
const admin = await asTechnician(tenant, 'admin');
const server = await asSystem(tenant, 'checkDomain');
let count = 0;
let host = '';
beforeEach(() => {
  host = `help${++count}.acme.test`;
});

const ordersOf = () =>
  onDatabase<{ id: string; state: string; ended: boolean; due: boolean; failure: unknown }>(
    urls.admin,
    `SELECT id, state, ended_at IS NOT NULL AS ended, next_try_at <= now() AS due, failure
     FROM certificate_orders WHERE host = '${host}'`,
  );

async function pointed() {
  const view = await claimDomain(admin, { host });
  dns.set(host, 'CNAME', targetOf(view));
  return view;
}

describe('a host that is proved, where there is a certificate authority', () => {
  it('is held and waits for its certificate: one order, however often it is looked at', async () => {
    const view = await pointed();
    const { result, events } = await withAudit(tenant, () => checkDomain(admin, { host }));
    expect(result).toMatchObject({
      state: 'issuing',
      isPrimary: false,
      order: { state: 'new', attempts: 0, failure: null },
    });
    expect(result.timeline.map((step) => step.state)).toEqual([
      'waitingForDns',
      'verified',
      'issuing',
    ]);
    expect(events).toEqual(['domain.verified']);
    expect(await tenantOfHost(host)).toMatchObject({ isReady: false });
    await Promise.all([
      checkDomain(admin, { host }),
      checkDueDomain(server, { domainId: view.id }),
      checkDomain(admin, { host }),
    ]);
    expect(await ordersOf()).toMatchObject([{ state: 'new', ended: false }]);
    const jobs = await onDatabase(
      urls.admin,
      `SELECT 1 FROM graphile_worker.jobs WHERE task_identifier = 'workOnOrder' AND key = 'order:${(await ordersOf())[0]!.id}'`,
    );
    expect(jobs).toHaveLength(1);
  });

  it('orders nothing that CAA forbids, and goes on by itself once it is allowed', async () => {
    const view = await pointed();
    dns.set('acme.test', 'CAA', '0 issue ";"');
    expect(await checkDomain(admin, { host })).toMatchObject({
      state: 'verified',
      cause: { key: 'caaForbidsAll', values: { name: 'acme.test' } },
      diagnosis: { mayIssue: false },
      order: null,
    });
    expect(await ordersOf()).toEqual([]);
    expect(await tenantOfHost(host)).toMatchObject({ isReady: false });

    dns.remove('acme.test');
    const { events } = await withAudit(tenant, () => checkDueDomain(server, { domainId: view.id }));
    expect((await readDomain(admin, host)).state).toBe('issuing');
    expect(events).toEqual(['domain.wentOn']);
  });

  it('whose order failed is taken up again where a person asks: the same order, without its pause', async () => {
    const view = await pointed();
    await checkDomain(admin, { host });
    await onDatabase(
      urls.admin,
      `UPDATE certificate_orders SET next_try_at = now() + interval '1 day', attempts = 4,
         failure = '{"key":"validationUnreachable"}' WHERE host = '${host}'`,
    );
    await onDatabase(
      urls.admin,
      `UPDATE domains SET state = 'failed', cause = '{"key":"validationUnreachable"}' WHERE host = '${host}'`,
    );
    await checkDueDomain(server, { domainId: view.id });
    expect((await readDomain(admin, host)).state).toBe('failed');
    const [before] = await ordersOf();
    expect(before).toMatchObject({ due: false });
    expect((await checkDomain(admin, { host })).state).toBe('issuing');
    expect(await ordersOf()).toMatchObject([{ id: before!.id, due: true, ended: false }]);
  });

  it('and answers since before there was one is ordered where a person asks, and goes on answering', async () => {
    const view = await pointed();
    await onDatabase(
      urls.admin,
      `UPDATE domains SET state = 'active', verified_at = now() WHERE id = '${view.id}'`,
    );
    const { result, events } = await withAudit(tenant, () => checkDomain(admin, { host }));
    expect(result).toMatchObject({ state: 'active', order: { state: 'new' } });
    expect(events).toEqual([]);
    expect(await ordersOf()).toMatchObject([{ state: 'new', due: true }]);
  });

  it('that is given up is ordered no more', async () => {
    await pointed();
    await checkDomain(admin, { host });
    await releaseDomain(admin, { host });
    expect(await ordersOf()).toMatchObject([
      { state: 'failed', ended: true, failure: { key: 'released' } },
    ]);
  });

  it('counts port 80 as open where our own echo is heard', async () => {
    await pointed();
    const { diagnosis } = await checkDomain(admin, { host });
    expect(diagnosis?.findings.find((one) => one.check === 'port80')).toMatchObject({
      verdict: 'right',
    });
  });
});
