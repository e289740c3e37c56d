import { afterAll, describe, expect, it } from 'vitest';
import { forInstallation, inTenant } from '@/access/in-transaction';
import { orderCertificate } from '@/certificates/order-certificate';
import { acmeAccounts } from '@/certificates/tables';
import { shared } from '@/platform/shared';
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
import { makeTenant } from '~tests/setup/tenants';

const web = await startHttpResponder();
const hmac = Buffer.alloc(32, 7).toString('base64url');
const pebble = await startPebble({ httpPort: web.port, accountKeys: { 'kid-1': hmac } });
const proxy = await startAcmeProxy(pebble);
useAuthority(proxy.directoryUrl, {
  ACME_EAB_KID: 'kid-1',
  ACME_EAB_HMAC: hmac,
  ACME_EMAIL: 'ops@desk.test',
});
const urls = await freshDatabase();
trustAuthority(pebble.ca, urls);
const tenant = await makeTenant();
afterAll(async () => {
  await proxy.stop();
  await Promise.all([pebble.stop(), web.stop()]);
});

async function issue() {
  const { host } = await makeDomain(tenant);
  await inTenant(tenant.id, (tx) => orderCertificate(tx, { tenantId: tenant.id, host }));
  await runCertificateJobs(urls, [tenant]);
  return host;
}
const accounts = () => forInstallation((tx) => tx.select().from(acmeAccounts));
/** As another process would begin. */
const forgetClients = () => shared('acme-clients', () => new Map<string, unknown>()).clear();

describe('the account with an authority', () => {
  it('is bound to the operator’s external account, made once, with its key sealed', async () => {
    const [one, other] = await Promise.all([issue(), issue()]);
    expect(await certificatesOf(tenant, one)).toHaveLength(1);
    expect(await certificatesOf(tenant, other)).toHaveLength(1);
    expect(proxy.counts.newAccount).toBe(1);
    const [account, ...more] = await accounts();
    expect(more).toEqual([]);
    expect(account).toMatchObject({ directoryUrl: proxy.directoryUrl, eabKid: 'kid-1' });
    expect(account!.keySealed).not.toContain('KEY');
    const { payload } = proxy.payloads.find(({ kind }) => kind === 'newAccount')!;
    expect(payload).toMatchObject({ contact: ['mailto:ops@desk.test'] });
    expect(payload.externalAccountBinding).toBeDefined();
  });

  it('is the same for the next process', async () => {
    const before = await accounts();
    forgetClients();
    proxy.counts = {};
    await issue();
    expect(proxy.counts.newAccount ?? 0).toBe(0);
    expect(await accounts()).toEqual(before);
  });

  it('is the same where its address was lost before it was written down', async () => {
    const [before] = await accounts();
    await forInstallation((tx) => tx.update(acmeAccounts).set({ accountUrl: null }));
    forgetClients();
    const host = await issue();
    expect(await certificatesOf(tenant, host)).toHaveLength(1);
    expect((await accounts())[0]).toEqual(before);
  });

  it('is made anew where the authority has forgotten it', async () => {
    let forgotten = true;
    proxy.mood = (kind) => {
      if (kind === 'newAccount') forgotten = false;
      if (kind !== 'newOrder' || !forgotten) return undefined;
      const type = 'urn:ietf:params:acme:error:accountDoesNotExist';
      return { answer: 400, problem: { type, detail: 'unknown account' } };
    };
    const host = await issue();
    expect(await certificatesOf(tenant, host)).toHaveLength(1);
    expect(await ordersOf(tenant, host)).toMatchObject([{ state: 'issued', attempts: 0 }]);
  });
});
