import { execFileSync } from 'node:child_process';
import https from 'node:https';
import acme from 'acme-client';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { forInstallation } from '@/access/in-transaction';
import { wildcards } from '@/certificates/tables';
import { isWildcardReady, onWildcardChange, wildcardPair } from '@/certificates/wildcard';
import { workOnWildcard } from '@/certificates/wildcard-order';
import { challengeName } from '@/certificates/wildcard-proof';
import { translatorFor } from '@/i18n/translator';
import { closeLocks, openLocks } from '@/platform/advisory-lock';
import { clock, days, minutes } from '@/platform/clock';
import { readTxt } from '@/platform/dns-update';
import { readEnv } from '@/platform/env';
import { type Bind, findNamed, startBind } from '~tests/setup/bind9';
import { freshDatabase } from '~tests/setup/fresh-database';
import { type Pebble, startPebble } from '~tests/setup/pebble';

/** The wildcard of the managed hosts, by a real authority and a real name server. */
const base = 'desk.example';
const named = findNamed();
if (!named) console.warn('skipped: named is missing (apt-get install bind9)');

let bind: Bind;
let pebble: Pebble;
if (named) {
  bind = await startBind(base);
  pebble = await startPebble({ httpPort: 1, dnsServer: bind.address, lifetime: 90 * 86_400 });
  acme.axios.defaults.httpsAgent = new https.Agent({ ca: pebble.ca });
  Object.assign(process.env, {
    BASE_DOMAIN: base,
    HTTPS_PORT: '8443',
    ACME_DIRECTORY_URL: pebble.directoryUrl,
    RFC2136_NAMESERVER: bind.address,
    RFC2136_TSIG_KEY: bind.key.name,
    RFC2136_TSIG_SECRET: bind.key.secret,
    // Whom the name servers' addresses are asked of: nobody outside.
    DNS_RESOLVERS: bind.address,
  });
}
const urls = await freshDatabase({ ear: true });
openLocks(urls.runtime);
afterAll(async () => {
  await closeLocks();
  await pebble?.stop();
  await bind?.stop();
});

const row = async () => {
  const rows = await forInstallation((tx) => tx.select().from(wildcards));
  expect(rows.length).toBeLessThan(2);
  return rows[0];
};
const at = (time: number) => vi.spyOn(clock, 'now').mockReturnValue(new Date(time));
const names = (pem: string) =>
  execFileSync('openssl', ['x509', '-noout', '-ext', 'subjectAltName', '-subject'], {
    input: pem,
  }).toString();

describe.skipIf(!named)('the wildcard by DNS-01', () => {
  const right = bind?.key.secret ?? '';
  beforeEach(() => forInstallation((tx) => tx.update(wildcards).set({ nextTryAt: new Date(0) })));
  afterEach(() => {
    vi.restoreAllMocks();
    Object.assign(readEnv(), { RFC2136_TSIG_SECRET: right, RFC2136_NAMESERVER: bind.address });
  });

  it('says in a sentence that the key is wrong, and goes on with the same order later', async () => {
    readEnv().RFC2136_TSIG_SECRET = Buffer.from('another secret').toString('base64');
    await workOnWildcard();
    const failed = await row();
    expect(failed).toMatchObject({
      attempts: 1,
      chain: null,
      leaseToken: null,
      failure: { key: 'dnsUpdateBadKey', values: { server: bind.address } },
    });
    expect(failed!.nextTryAt.getTime()).toBeGreaterThan(Date.now() + minutes(0.9));
    const t = await translatorFor('en');
    expect(t(`domains.causes.${failed!.failure!.key}`, failed!.failure!.values)).toBe(
      `The name server ${bind.address} doesn’t know our key for updates, or knows it with another secret.`,
    );
    // Not before its time, and then with the order that the authority has already.
    readEnv().RFC2136_TSIG_SECRET = right;
    await workOnWildcard();
    expect((await row())?.attempts).toBe(1);
    expect(await wildcardPair()).toBeUndefined();
    expect(isWildcardReady()).toBe(false);
    const { orderUrl } = failed!;
    expect(orderUrl).toContain('https://');
    const asked = vi.spyOn(acme.Client.prototype, 'getOrder');
    const made = vi.spyOn(acme.Client.prototype, 'createOrder');
    at(Date.now() + minutes(2));
    await workOnWildcard();
    expect(asked.mock.calls[0]?.[0].url).toBe(orderUrl);
    expect(made).not.toHaveBeenCalled();
    expect((await row())?.failure).toBeNull();
  });

  it('covers the base domain and every label below it, and is served by every process', async () => {
    const issued = await row();
    expect(issued).toMatchObject({ orderUrl: null, orderKeySealed: null, attempts: 0 });
    const shown = names(issued!.chain!);
    expect(shown).toContain(`DNS:*.${base}`);
    expect(shown).toMatch(new RegExp(`DNS:${base.replace('.', '\\.')}\\b`));
    await vi.waitFor(async () => expect((await wildcardPair())?.chain).toBe(issued!.chain));
    expect((await wildcardPair())?.key).toContain('PRIVATE KEY');
    expect(isWildcardReady()).toBe(true);
    expect(issued!.keySealed).not.toContain('PRIVATE KEY');
    const lifetime = issued!.notAfter!.getTime() - issued!.notBefore!.getTime();
    const renewal = issued!.renewAt.getTime() - issued!.notBefore!.getTime();
    expect(renewal / lifetime).toBeCloseTo(2 / 3, 3);
  });

  it('takes its proofs away again', async () => {
    await vi.waitFor(async () =>
      expect(await readTxt(bind.address, challengeName(base))).toEqual([]),
    );
  });

  it('is left alone until a third of its lifetime is left, and then renewed', async () => {
    const made = vi.spyOn(acme.Client.prototype, 'createOrder');
    const first = await row();
    at(first!.renewAt.getTime() - days(1));
    await workOnWildcard();
    expect(made).not.toHaveBeenCalled();
    expect((await row())?.chain).toBe(first!.chain);

    const heard = vi.fn();
    const stop = onWildcardChange(heard);
    vi.restoreAllMocks();
    await forInstallation((tx) =>
      tx.update(wildcards).set({ renewAt: new Date(), notAfter: new Date(Date.now() + days(30)) }),
    );
    // Two processes at once make one order.
    const orders = vi.spyOn(acme.Client.prototype, 'createOrder');
    await Promise.all([workOnWildcard(), workOnWildcard()]);
    expect(orders).toHaveBeenCalledTimes(1);
    const renewed = await row();
    expect(renewed!.chain).not.toBe(first!.chain);
    await vi.waitFor(async () => expect((await wildcardPair())?.chain).toBe(renewed!.chain));
    expect(heard).toHaveBeenCalled();
    stop();
  });

  it('keeps what is served while the name server or the authority is away', async () => {
    const served = (await row())!.chain;
    await forInstallation((tx) => tx.update(wildcards).set({ renewAt: new Date() }));
    readEnv().RFC2136_NAMESERVER = '127.0.0.1:9';
    await workOnWildcard();
    expect(await row()).toMatchObject({
      chain: served,
      failure: { key: 'dnsUpdateAway', values: { server: '127.0.0.1:9' } },
    });
    expect((await wildcardPair())?.chain).toBe(served);
    readEnv().RFC2136_NAMESERVER = bind.address;
    vi.spyOn(acme.Client.prototype, 'getOrder').mockImplementation(
      () => acme.axios.get('https://127.0.0.1:9/') as never,
    );
    at(Date.now() + minutes(2));
    await workOnWildcard();
    expect(await row()).toMatchObject({ chain: served, failure: { key: 'authorityAway' } });
    expect((await row())!.orderUrl).toContain('https://');
  });

  it('gives up an order that the authority has lost, and makes another', async () => {
    vi.restoreAllMocks();
    const lost = (await row())!.orderUrl!;
    const gone = lost.replace(/[^/]+$/, 'nothing');
    await forInstallation((tx) => tx.update(wildcards).set({ orderUrl: gone, attempts: 0 }));
    at(Date.now() + minutes(10)); // the breaker has closed by then
    await workOnWildcard();
    expect(await row()).toMatchObject({ orderUrl: null, failure: { key: 'authorityLostOrder' } });
    vi.restoreAllMocks();
    await forInstallation((tx) => tx.update(wildcards).set({ nextTryAt: new Date(0) }));
    await workOnWildcard();
    expect(await row()).toMatchObject({ failure: null, attempts: 0, orderUrl: null });
  });

  it('is not ordered where the operator brings files', async () => {
    const orders = vi.spyOn(acme.Client.prototype, 'createOrder');
    await forInstallation((tx) => tx.update(wildcards).set({ renewAt: new Date(0) }));
    Object.assign(readEnv(), { WILDCARD_CERT_FILE: '/cert.pem', WILDCARD_KEY_FILE: '/key.pem' });
    await workOnWildcard();
    delete readEnv().WILDCARD_CERT_FILE;
    expect(orders).not.toHaveBeenCalled();
  });
});
