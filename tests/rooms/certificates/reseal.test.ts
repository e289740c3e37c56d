import { eq } from 'drizzle-orm';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { forInstallation, inTenant } from '@/access/in-transaction';
import { enqueueDueWork } from '@/certificates/due-work';
import { orderCertificate } from '@/certificates/order-certificate';
import { sealKey } from '@/certificates/sealed-keys';
import { certificatesOfHosts } from '@/certificates/serve-certificate';
import { certificateOrders, wildcards } from '@/certificates/tables';
import { readOrderedWildcard } from '@/certificates/wildcard-row';
import { jobs } from '@/jobs';
import { days } from '@/platform/clock';
import { masterKeys } from '@/platform/crypto';
import { readEnv } from '@/platform/env';
import { shared } from '@/platform/shared';
import { startAcmeProxy } from '~tests/setup/acme-proxy';
import {
  liveOrderOf,
  makeDomain,
  runCertificateJobs,
  startHttpResponder,
  trustAuthority,
  useAuthority,
} from '~tests/setup/certificates';
import { freshDatabase } from '~tests/setup/fresh-database';
import { startPebble } from '~tests/setup/pebble';
import { makeTenant } from '~tests/setup/tenants';

/** `SECRET_KEY` changes under certificates that are served. */
const web = await startHttpResponder();
const pebble = await startPebble({ httpPort: web.port });
const proxy = await startAcmeProxy(pebble);
useAuthority(proxy.directoryUrl);
const urls = await freshDatabase();
trustAuthority(pebble.ca, urls);
const tenant = await makeTenant();
afterAll(async () => {
  await proxy.stop();
  await Promise.all([pebble.stop(), web.stop()]);
});

let turn = 0;
const addKey = () => masterKeys().unshift(`a new key that is long enough, number ${++turn}`);
const dropOldKey = () => masterKeys().pop();
/** As another process would begin. */
const restart = () => shared('acme-clients', () => new Map<string, unknown>()).clear();
const serves = async (host: string) => (await certificatesOfHosts([host])).has(host);

async function issue() {
  const { host } = await makeDomain(tenant);
  await inTenant(tenant.id, (tx) => orderCertificate(tx, { tenantId: tenant.id, host }));
  await runCertificateJobs(urls, [tenant]);
  expect(await serves(host)).toBe(true);
  return host;
}

beforeEach(async () => {
  const [now, soon] = [new Date(), new Date(Date.now() + days(60))];
  const row = { chain: 'chain', keySealed: sealKey('key'), notBefore: now, notAfter: soon };
  const base = { baseDomain: readEnv().BASE_DOMAIN, directoryUrl: proxy.directoryUrl };
  const set = { ...row, renewAt: soon, orderKeySealed: sealKey('order key') };
  await forInstallation((tx) =>
    tx
      .insert(wildcards)
      .values({ ...base, ...set })
      .onConflictDoUpdate({ target: wildcards.baseDomain, set }),
  );
});

describe('a new SECRET_KEY', () => {
  it('seals anew what the old one sealed, so that the old one can be dropped', async () => {
    const host = await issue();
    const waiting = await makeDomain(tenant);
    const order = { tenantId: tenant.id, host: waiting.host };
    await inTenant(tenant.id, async (tx) => {
      const id = await orderCertificate(tx, order);
      const keySealed = sealKey('key');
      await tx.update(certificateOrders).set({ keySealed }).where(eq(certificateOrders.id, id));
    });
    addKey();
    await jobs.resealKeys();
    dropOldKey();
    restart();
    expect(await serves(host)).toBe(true);
    expect(await readOrderedWildcard()).toMatchObject({ chain: 'chain', key: 'key' });
    const sealed = (await liveOrderOf(tenant, waiting.host)).keySealed;
    await jobs.resealKeys();
    expect((await liveOrderOf(tenant, waiting.host)).keySealed).toBe(sealed);
    proxy.counts = {};
    await issue();
    expect(proxy.counts.newAccount ?? 0).toBe(0);
  });

  it('without the old one: accounts are made and certificates ordered anew, at once', async () => {
    const host = await issue();
    addKey();
    dropOldKey();
    restart();
    expect(await serves(host)).toBe(false);
    proxy.counts = {};
    await issue();
    expect(proxy.counts.newAccount).toBe(1);
    await jobs.resealKeys();
    await enqueueDueWork();
    await runCertificateJobs(urls, [tenant]);
    await runCertificateJobs(urls, [tenant]);
    expect(await serves(host)).toBe(true);
    const [wildcard] = await forInstallation((tx) => tx.select().from(wildcards));
    expect(wildcard!.renewAt.getTime()).toBeLessThanOrEqual(Date.now());
  });
});
