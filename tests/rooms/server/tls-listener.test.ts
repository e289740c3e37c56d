import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, inject, it, vi } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import { sealChallenge } from '@/certificates/sealed-keys';
import { certificateOrders } from '@/certificates/tables';
import { newId } from '@/platform/ids';
import { notify } from '@/platform/notify';
import { freshDatabase } from '~tests/setup/fresh-database';
import { makeDomain, storeCertificate } from '~tests/setup/own-domain';
import { makeTenant } from '~tests/setup/tenants';
import { makeTestCa } from '~tests/setup/test-ca';
import { askSecurely, shakeHands, shownAt } from '~tests/setup/tls-clients';
import { openSite, request, sendRaw } from './open-site';

process.env.HTTPS_PORT = '8443';
await freshDatabase({ ear: true });
const tenant = await makeTenant('Acme IT');
const ca = await makeTestCa();
const own = 'help.acme.test';
const other = 'help.other.test';
await makeDomain(tenant, own, { isSecure: true, isPrimary: true });
const first = await ca.issue(own);
await storeCertificate(tenant, own, first);
const stranger = await makeTenant('Other IT');
await makeDomain(stranger, other, { isSecure: true, hsts: true });
await storeCertificate(stranger, other, await ca.issue(other));
const site = await openSite({ tls: true });
const at = { ca: ca.root };
const seen = (body: string) => JSON.parse(body) as { headers: Record<string, string> };

describe('a host with a certificate', () => {
  it('is served by HTTP/1.1 over TLS, as HTTPS and with its address', async () => {
    const answer = await askSecurely(site.tlsPort, { host: own, ...at, path: '/tickets' });
    expect(answer.status).toBe(200);
    expect(seen(answer.body).headers).toMatchObject({
      'x-forwarded-proto': 'https',
      'x-tenant-host': own,
      'x-tenant-kind': 'custom',
      'x-forwarded-for': '127.0.0.1',
    });
  });

  it('tells browsers to insist on HTTPS only where the admin chose it', async () => {
    const silent = await askSecurely(site.tlsPort, { host: own, ...at });
    expect(silent.headers).not.toHaveProperty('strict-transport-security');
    const strict = await askSecurely(site.tlsPort, { host: other, ...at });
    expect(strict.headers['strict-transport-security']).toMatch(/^max-age=\d+$/);
  });

  it('shows openssl its whole chain, by TLS 1.2 and 1.3 and by nothing older', async () => {
    const root = path.join(inject('dataDir'), `root-${newId()}.pem`);
    writeFileSync(root, ca.root);
    const run = (...more: string[]) =>
      promisify(execFile)('sh', [
        '-c',
        `openssl s_client -connect 127.0.0.1:${site.tlsPort} -servername ${own} -verify_hostname ${own} -CAfile ${root} -verify_return_error ${more.join(' ')} < /dev/null 2>&1`,
      ]).then(
        ({ stdout }) => stdout,
        (error: { stdout: string }) => error.stdout,
      );
    const said = await run('-showcerts', '-alpn', 'h2');
    expect(said).toContain('Verify return code: 0 (ok)');
    expect(said).toContain('ALPN protocol: h2');
    expect(said.match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
    expect(await run('-tls1_2')).toContain('Verify return code: 0 (ok)');
    expect(await run('-tls1_1')).toContain('alert protocol version');
    expect(await run('-tls1_2', '-cipher', 'AES128-SHA')).toMatch(/handshake failure|no protocols/);
  });

  it('shows a new one within seconds, without a restart', async () => {
    expect(await shownAt(site.tlsPort, own, ca.root)).toBe(first.fingerprint);
    const next = await ca.issue(own, { days: 120 });
    await storeCertificate(tenant, own, next);
    await vi.waitFor(
      async () => expect(await shownAt(site.tlsPort, own, ca.root)).toBe(next.fingerprint),
      { timeout: 3_000, interval: 50 },
    );
  });

  it('is known at once where nobody knew it a moment ago', async () => {
    const late = 'late.acme.test';
    await expect(shownAt(site.tlsPort, late, ca.root)).rejects.toThrow(/unrecognized name/);
    await makeDomain(tenant, late, { isSecure: true });
    await storeCertificate(tenant, late, await ca.issue(late));
    await vi.waitFor(() => shownAt(site.tlsPort, late, ca.root), { timeout: 3_000, interval: 50 });
  });

  it('goes on with a session that it had before', async () => {
    const options = { ...at, servername: own, ALPNProtocols: ['http/1.1'] };
    const socket = await shakeHands(site.tlsPort, options);
    const session = await new Promise<Buffer>((resolve) => {
      socket.once('session', resolve);
      socket.resume();
    });
    socket.destroy();
    const again = await shakeHands(site.tlsPort, { ...options, session });
    expect(again.isSessionReused()).toBe(true);
    again.destroy();
  });
});

describe('plain HTTP', () => {
  const raw = (line: string, headers: Record<string, string> = {}) =>
    site.raw(request(line, { Host: own, ...headers }));

  it.each(['GET', 'HEAD', 'POST', 'PUT', 'DELETE'])('%s leads to HTTPS', async (method) => {
    const answer = await raw(`${method} /a/b?c=d`, { 'Content-Length': '0' });
    expect(answer).toMatchObject({
      status: 308,
      headers: { location: `https://${own}:8443/a/b?c=d` },
    });
    expect(answer.headers).not.toHaveProperty('strict-transport-security');
  });

  it('says of a host whose certificate is on its way that it comes, and shows no form', async () => {
    const soon = 'soon.acme.test';
    await makeDomain(tenant, soon, { state: 'issuing' });
    const answer = await raw('GET /sign-in', { Host: soon, 'Accept-Language': 'de' });
    expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '5', refresh: '5' } });
    expect(answer.body).toContain('<html lang="de">');
    expect(answer.body).not.toContain('<form');
    const form = await raw('POST /sign-in', { Host: soon, 'Content-Length': '0' });
    expect(form.status).toBe(503);
    expect(form.headers).not.toHaveProperty('refresh');
    expect(form.body).toContain('Send it again then.');
    const api = await raw('GET /api/v1/tickets', { Host: soon });
    expect(JSON.parse(api.body)).toMatchObject({
      ...{ status: 503, code: 'preparing' },
      detail: expect.stringContaining('Send it again then.'),
    });
  });
});

describe('/.well-known', () => {
  const token = 'a-token-of-the-authority_0123';

  it('answers the authority by plain HTTP, for the host and token of an order that lives', async () => {
    const host = 'ordered.acme.test';
    await inTenant(tenant.id, (tx) =>
      tx.insert(certificateOrders).values({
        ...{ tenantId: tenant.id, id: newId(), host, registeredDomain: 'acme.test' },
        ...{ directoryUrl: 'https://ca.test', state: 'created', challengeKind: 'http-01' },
        ...{ challengeToken: token, challengeResponse: `${token}.thumbprint` },
      }),
    );
    const get = (Host: string, asked = token) =>
      site.raw(request(`GET /.well-known/acme-challenge/${asked}`, { Host }));
    const answer = await get(host);
    expect(answer).toMatchObject({ status: 200, body: `${token}.thumbprint` });
    expect(answer.headers['content-type']).toMatch(/^text\/plain/);
    expect((await get(own)).status).toBe(404);
    expect((await get(host, 'another-token-of-20-bytes')).status).toBe(404);
    expect((await get(host, `${token}/../x`)).status).toBe(404);
    expect((await get('nobody.example', token)).status).toBe(404);
  });

  it('echoes a claim on any host, which nobody else can', async () => {
    const claim = 'd-abcdefghij234567';
    const get = (path: string) => site.raw(request(`GET ${path}`, { Host: 'nobody.example' }));
    const answer = await get(`/.well-known/servicedesk-echo/${claim}`);
    expect(answer).toMatchObject({ status: 200, body: expect.stringMatching(/^[\w-]{43}$/) });
    const others = await get('/.well-known/servicedesk-echo/d-abcdefghij234566');
    expect(others.body).not.toBe(answer.body);
    for (const bad of ['d-1', '', `${claim}x`, `${claim}/`, 'D-ABCDEFGHIJ234567']) {
      expect((await get(`/.well-known/servicedesk-echo/${bad}`)).status).toBe(404);
    }
  });
});

describe('TLS-ALPN-01', () => {
  const host = 'alpn.acme.test';

  it('is shown to who asks for it alone, and to nobody else', async () => {
    const ask = (servername: string, ...ALPNProtocols: string[]) =>
      shakeHands(site.tlsPort, { ...at, servername, ALPNProtocols });
    // Whoever asks before the authority does must not keep it from seeing the challenge.
    await expect(ask(host, 'acme-tls/1')).rejects.toThrow(/unrecognized name/);
    const challenge = await ca.issue(host);
    await inTenant(tenant.id, async (tx) => {
      await tx.insert(certificateOrders).values({
        ...{ tenantId: tenant.id, id: newId(), host, registeredDomain: 'acme.test' },
        ...{ directoryUrl: 'https://ca.test', state: 'created', challengeKind: 'tls-alpn-01' },
        alpnSealed: sealChallenge({ cert: challenge.chain, key: challenge.key }),
      });
      await notify(tx, 'servicedesk_certificates', { host });
    });
    const socket = await vi.waitFor(() => ask(host, 'acme-tls/1'), 3_000);
    expect(socket.alpnProtocol).toBe('acme-tls/1');
    expect(socket.getPeerCertificate().fingerprint256).toBe(challenge.fingerprint);
    await new Promise((resolve) => socket.resume().once('close', resolve)); // nothing else is said
    await expect(ask(host, 'h2')).rejects.toThrow(/unrecognized name/);
    await expect(ask(host, 'h2', 'acme-tls/1')).rejects.toThrow(/unrecognized name/);
    await expect(ask(own, 'acme-tls/1')).rejects.toThrow();
  });
});

describe('what is no TLS for a name of ours', () => {
  it.each([
    ['an unknown name', { servername: 'nobody.example' }, /unrecognized name/],
    ['no name', {}, /unrecognized name/],
    [
      'a protocol that nobody speaks',
      { servername: own, ALPNProtocols: ['spdy/3'] },
      /no application protocol/,
    ],
  ])('%s gets an alert', async (_name, options, alert) => {
    await expect(shakeHands(site.tlsPort, { ...at, ...options })).rejects.toThrow(alert);
  });

  it('plain HTTP is closed, and so is noise', async () => {
    const answer = await sendRaw(site.tlsPort, request('GET /', { Host: own }));
    expect(answer.status).toBe(0);
    const noise = Buffer.from([22, 3, 1, 0, 200, ...Array.from({ length: 200 }, (_, n) => n)]);
    expect((await sendRaw(site.tlsPort, noise)).status).toBe(0);
  });

  it('a client that sends its first words in pieces is served', async () => {
    const relay = net.createServer((near) => {
      const far = net.connect(site.tlsPort, '127.0.0.1');
      far.setNoDelay(true).pipe(near);
      let before = Promise.resolve();
      near.on('data', (chunk) => {
        for (let byte = 0; byte < chunk.length; byte += 100) {
          const piece = chunk.subarray(byte, byte + 100);
          before = before.then(
            () => new Promise((go) => far.write(piece, () => setTimeout(go, 1))),
          );
        }
      });
      near.on('error', () => far.destroy()).on('close', () => far.destroy());
      far.on('error', () => near.destroy());
    });
    await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve));
    afterAll(() => void relay.close());
    const { port } = relay.address() as net.AddressInfo;
    expect((await askSecurely(port, { host: own, ...at })).status).toBe(200);
  });
});
