import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import https from 'node:https';
import os from 'node:os';
import path from 'node:path';
import acme from 'acme-client';
import { afterAll, describe, expect, it } from 'vitest';
import { examineHosts } from '@/cli/examine-hosts';
import { days } from '@/platform/clock';
import { parseEnv } from '@/platform/env';
import { type Bind, findNamed, startBind } from '~tests/setup/bind9';
import { startDnsServer } from '~tests/setup/dns-server';
import { startPebble } from '~tests/setup/pebble';
import { selfSigned } from '~tests/setup/self-signed';

/** What `doctor` says of hosts and certificates, against real servers that are in order or not. */
const base = 'desk.example';
const dns = await startDnsServer();
const pebble = await startPebble({ httpPort: 1 });
acme.axios.defaults.httpsAgent = new https.Agent({ ca: pebble.ca });
const folder = mkdtempSync(path.join(os.tmpdir(), 'servicedesk-doctor-'));
const named = findNamed();
if (!named) console.warn('skipped: named is missing (apt-get install bind9)');
const bind: Bind | undefined = named ? await startBind(base) : undefined;
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await bind?.stop();
  await pebble.stop();
  await dns.stop();
});

async function examine(env: Record<string, string> = {}) {
  const findings = await examineHosts(
    parseEnv({ LOG_LEVEL: 'silent', BASE_DOMAIN: base, DNS_RESOLVERS: dns.address, ...env }),
  );
  return (what: string) => {
    const found = findings.filter((one) => one.what === what);
    expect(found.length, what).toBeLessThan(2);
    return found[0];
  };
}

describe('the names', () => {
  it('are right where the base domain and every label lead to one place', async () => {
    dns.set(base, 'A', '192.0.2.7');
    dns.set(`*.${base}`, 'CNAME', base);
    const of = await examine();
    expect(of('DNS resolvers')).toMatchObject({ state: 'ok' });
    expect(of('base domain')).toMatchObject({ state: 'ok', says: `${base} is 192.0.2.7` });
    expect(of('managed hosts')).toMatchObject({ state: 'ok' });
  });

  it('are a fault where labels have no address or another one, or the base has none', async () => {
    dns.remove(`*.${base}`);
    expect((await examine())('managed hosts')).toMatchObject({
      state: 'fault',
      says: expect.stringContaining('wildcard record'),
    });
    dns.set(`*.${base}`, 'A', '192.0.2.8');
    expect((await examine())('managed hosts')).toMatchObject({
      state: 'fault',
      says: expect.stringMatching(/192\.0\.2\.8.*192\.0\.2\.7/),
    });
    dns.remove(base);
    expect((await examine())('base domain')).toMatchObject({ state: 'fault' });
  });

  it('are a fault where no resolver answers, which is named', async () => {
    const of = await examine({ DNS_RESOLVERS: '127.0.0.1:9' });
    expect(of('DNS resolvers')).toMatchObject({
      state: 'fault',
      says: expect.stringMatching(/DNS_RESOLVERS \(127\.0\.0\.1:9\)/),
    });
  });

  it('are not asked about on a development machine', async () => {
    const of = await examine({ BASE_DOMAIN: 'servicedesk.localhost' });
    expect(of('DNS')).toMatchObject({ state: 'note' });
    expect(of('HTTPS')).toMatchObject({ state: 'note' });
    expect(of('certificate authority')).toMatchObject({ state: 'note' });
    expect(of('wildcard')).toBeUndefined();
  });
});

describe('the certificate authority', () => {
  const acmeEnv = { HTTPS_PORT: '8443', ACME_DIRECTORY_URL: pebble.directoryUrl };

  it('answers, and where it will look is said', async () => {
    const of = await examine(acmeEnv);
    expect(of('HTTPS')).toMatchObject({ state: 'ok' });
    expect(of('certificate authority')).toMatchObject({ state: 'ok' });
    expect(of('port 80')).toMatchObject({
      state: 'note',
      says: expect.stringMatching(/lead that to 3000 here \(PORT\)$/),
    });
    expect(of('wildcard')).toMatchObject({ state: 'note' });
    const onPort80 = await examine({ ...acmeEnv, ACME_HTTP_PORT: '80' });
    expect(onPort80('port 80')).toBeUndefined();
    const elsewhere = await examine({ ...acmeEnv, PORT: '80', ACME_HTTP_PORT: '5002' });
    expect(elsewhere('port 80')).toMatchObject({
      state: 'note',
      says: expect.stringMatching(/ACME_HTTP_PORT .* port 5002 instead/),
    });
  });

  it.each([
    ['is away', 'https://127.0.0.1:9/dir', /127\.0\.0\.1:9 does not answer \(ECONNREFUSED\)/],
    ['knows no such page', pebble.directoryUrl.replace('/dir', '/nothing'), /does not answer/],
  ])('is a fault where it %s', async (_, url, says) => {
    const of = await examine({ ...acmeEnv, ACME_DIRECTORY_URL: url });
    expect(of('certificate authority')).toMatchObject({
      state: 'fault',
      says: expect.stringMatching(says),
    });
  });
});

describe('the wildcard of the operator', () => {
  const cert = path.join(folder, 'cert.pem');
  const key = path.join(folder, 'key.pem');
  const env = { HTTPS_PORT: '8443', WILDCARD_CERT_FILE: cert, WILDCARD_KEY_FILE: key };
  const put = async (names: string[], notAfter = new Date(Date.now() + days(60))) => {
    const pair = await selfSigned(names, { notBefore: new Date(Date.now() - days(90)), notAfter });
    writeFileSync(cert, pair.cert);
    writeFileSync(key, pair.key);
  };

  it('is read and judged', async () => {
    expect((await examine(env))('wildcard')).toMatchObject({
      state: 'fault',
      says: expect.stringContaining('WILDCARD_CERT_FILE'),
    });
    await put([`*.${base}`, base]);
    expect((await examine(env))('wildcard')).toMatchObject({ state: 'ok' });
    await put([`*.${base}`]);
    expect((await examine(env))('wildcard')).toMatchObject({ state: 'note' });
    await put([`*.${base}`, base], new Date(Date.now() + days(3)));
    expect((await examine(env))('wildcard')).toMatchObject({
      state: 'note',
      says: expect.stringContaining('put a new one in its place'),
    });
    await put([`*.${base}`, base], new Date(Date.now() - days(1)));
    expect((await examine(env))('wildcard')).toMatchObject({
      state: 'fault',
      says: expect.stringContaining('it ended on'),
    });
  });
});

describe.skipIf(!named)('the wildcard by DNS-01', () => {
  const env = () => ({
    HTTPS_PORT: '8443',
    ACME_DIRECTORY_URL: pebble.directoryUrl,
    RFC2136_NAMESERVER: bind!.address,
    RFC2136_TSIG_KEY: bind!.key.name,
    RFC2136_TSIG_SECRET: bind!.key.secret,
  });

  it('is tried at the name server, which changes nothing', async () => {
    expect((await examine(env()))('wildcard')).toMatchObject({ state: 'ok' });
  });

  it.each([
    ['another secret', { RFC2136_TSIG_SECRET: 'YW5vdGhlcg==' }, /doesn’t know our key .*Compare/],
    ['another zone', { BASE_DOMAIN: 'other.example' }, /doesn’t hold the zone/],
    ['nobody there', { RFC2136_NAMESERVER: '127.0.0.1:9' }, /doesn’t answer our updates/],
  ])('says what is wrong with %s, and what to do, and no secret', async (_, change, says) => {
    const found = (await examine({ ...env(), ...change }))('wildcard');
    expect(found).toMatchObject({ state: 'fault', says: expect.stringMatching(says) });
    expect(found!.says).not.toContain(bind!.key.secret);
  });
});
