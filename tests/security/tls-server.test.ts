import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { ClientHttp2Session } from 'node:http2';
import net, { type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { freePort } from '~tests/setup/free-port';
import { type ServedTenant, serveTenant } from '~tests/setup/served-tenant';
import { type ServerProcess, startServer } from '~tests/setup/server-process';
import { onDatabase } from '~tests/setup/statement';
import { makeTestCa, type TestCa } from '~tests/setup/test-ca';
import { askHttp2, openHttp2, shakeHands } from '~tests/setup/tls-clients';
import { trustRoot, visit } from '~tests/setup/visit';
import { actionCall, stateOf, webVisitor } from '~tests/setup/web-visitor';
import { actionId, builtActions } from './doors-of-build';

/** The built server with HTTPS of its own, on two workers, under the operator's wildcard. */
const base = 'servicedesk.localhost';
const metricsToken = 'a-token-of-these-tests';
const place = mkdtempSync(path.join(os.tmpdir(), 'servicedesk-tls-'));
let ca: TestCa;
let port: number;
let echoPort: number;
let server: ServerProcess;
let a: ServedTenant;
let session: ClientHttp2Session;

beforeAll(async () => {
  ca = await makeTestCa();
  trustRoot(ca.root);
  const { chain, key } = await ca.issue([`*.${base}`, base]);
  writeFileSync(path.join(place, 'chain.pem'), chain);
  writeFileSync(path.join(place, 'key.pem'), key);
  [port, echoPort] = [await freePort(), await freePort()];
  const started = await startServer({
    env: {
      HTTPS_PORT: String(port),
      ACME_HTTP_PORT: String(echoPort),
      WILDCARD_CERT_FILE: path.join(place, 'chain.pem'),
      WILDCARD_KEY_FILE: path.join(place, 'key.pem'),
      WEB_CONCURRENCY: '2',
      METRICS_TOKEN: metricsToken,
    },
  });
  server = { ...started, origin: (slug) => `https://${slug}.${base}:${port}` };
  a = await serveTenant(server, 'alphorn');
  session = await openHttp2(port, `alphorn.${base}`, ca.root);
}, 180_000);
afterAll(async () => {
  session?.destroy();
  await server?.stop();
  rmSync(place, { recursive: true, force: true });
});

describe('the whole server by HTTPS', () => {
  it('leads there from plain HTTP, forms too, and says that it is to stay', async () => {
    const plain = `http://alphorn.${base}:${server.port}`;
    for (const method of ['GET', 'POST']) {
      const answer = await visit(plain, '/sign-in?next=%2F', { method, body: Buffer.from('') });
      expect(answer.status).toBe(308);
      expect(answer.headers.location).toBe(`${a.origin}/sign-in?next=%2F`);
      expect(answer.body.toString()).toBe('');
    }
    expect((await visit(plain, '/healthz')).status).toBe(200);
    const page = await visit(a.origin, '/sign-in');
    expect(page.status).toBe(200);
    expect(page.headers['strict-transport-security']).toContain('max-age');
    const provider = await visit(`http://${base}:${server.port}`, '/');
    expect(provider.headers.location).toBe(`https://${base}:${port}/`);
    expect((await visit(`https://${base}:${port}`, '/')).status).toBe(200);
  });

  it('gives cookies that no other host and no plain HTTP gets', () => {
    expect(a.admin.cookie()).toMatch(/__Host-\S*servicedesk-technician=/);
    expect(a.contact.cookie()).toMatch(/__Host-\S*servicedesk-contact=/);
  });

  it('answers at a second port for the authority, with the same rules', async () => {
    const claim = 'd-abcdefghij234567';
    const echoes = await Promise.all(
      [server.port, echoPort].map((one) =>
        visit(`http://any.example:${one}`, `/.well-known/servicedesk-echo/${claim}`),
      ),
    );
    expect(echoes.map(({ status }) => status)).toEqual([200, 200]);
    expect(String(echoes[0]?.body)).toBe(String(echoes[1]?.body));
    const unknown = `/.well-known/acme-challenge/${'x'.repeat(43)}`;
    expect((await visit(`http://any.example:${echoPort}`, unknown)).status).toBe(404);
    expect((await visit(`http://alphorn.${base}:${echoPort}`, '/')).status).toBe(308);
  });

  it('goes on with a TLS session in whichever worker', async () => {
    const options = { servername: `alphorn.${base}`, ca: ca.root, ALPNProtocols: ['http/1.1'] };
    const first = await shakeHands(port, options);
    const ticket = await new Promise<Buffer>((resolve) => {
      first.once('session', resolve);
      first.resume();
    });
    first.destroy();
    for (let count = 0; count < 6; count++) {
      const again = await shakeHands(port, { ...options, session: ticket });
      expect(again.isSessionReused()).toBe(true);
      again.destroy();
    }
  });

  it('says in its figures how long certificates last, and how handshakes end', async () => {
    const host = 'help.alphorn.test';
    await onDatabase(
      server.databaseUrl,
      `INSERT INTO domains (tenant_id, id, host, kind, verified_at) VALUES ($1, gen_random_uuid(), '${host}', 'custom', now())`,
      [a.id],
    );
    await onDatabase(
      server.databaseUrl,
      `INSERT INTO certificates (tenant_id, id, host, chain, key_sealed, serial, issuer, fingerprint, not_before, not_after, renew_at)
       VALUES ($1, gen_random_uuid(), '${host}', '', '', '', '', '', now(), now() + interval '1000 seconds', now())`,
      [a.id],
    );
    const headers = { authorization: `Bearer ${metricsToken}` };
    const text = String((await visit(a.origin, '/metrics', { headers })).body);
    const value = (series: RegExp) => Number(series.exec(text)?.[1]);
    const left = value(/^certificate_expiry_seconds\{host="help\.alphorn\.test"\} (\d+)$/m);
    expect(left).toBeGreaterThan(900);
    expect(left).toBeLessThanOrEqual(1_000);
    expect(value(/^certificates_issued_total (\d+)$/m)).toBe(0);
    expect(value(/^certificate_failures_total (\d+)$/m)).toBe(0);
    expect(
      value(/^servicedesk_tls_handshakes_total\{outcome="ok",worker="0"\} (\d+)$/m),
    ).toBeGreaterThan(0);
    expect(text).toMatch(/^servicedesk_sni_cache_size\{worker="1"\} \d+$/m);
  });
});

/** Threat 7: an action that the page doesn't bundle is re-sent by Next to its own origin. */
describe('a server action by HTTPS, on a page that doesn’t bundle it', () => {
  const endsSession = /changePassword|setPassword|setFirstPassword|revokeOther|signOut/;
  const actions = builtActions().filter(
    ({ face, name }) => face !== 'provider' && !endsSession.test(name),
  );
  const strange = (pages: string[]) =>
    ['/no/such/page', '/tickets'].filter(
      (page) => page !== '/tickets' || !pages.some((one) => /tickets\/page$/.test(one)),
    );

  const actByHttp2 = async (
    page: string,
    id: string,
    form: Record<string, string>,
    cookie: string,
  ) => {
    const { headers = {}, body } = actionCall(id, form);
    const asked = { ':method': 'POST', ':path': page, origin: a.origin, cookie, ...headers };
    const { status, body: text } = await askHttp2(session, asked, body as string);
    return { status, text, headers: {}, bytes: Buffer.from(text) };
  };
  const cookies = () => `${a.admin.cookie()}; ${a.contact.cookie()}`;

  it.each(actions)('$name never answers with nothing, by either protocol', async (one) => {
    const [page = '/no/such/page'] = strange(one.pages);
    const byHttp1 = await webVisitor(a.origin, { cookie: cookies() }).act(page, one.id, {});
    const byHttp2 = await actByHttp2(page, one.id, {}, cookies());
    for (const answer of [byHttp1, byHttp2]) {
      expect({ page, state: stateOf(answer) }).toEqual({
        page,
        state: expect.objectContaining({ ok: expect.any(Boolean) }),
      });
    }
  });

  it('does what it is for, at the tenant of the host', async () => {
    const open = actionId('portal/(signed-in)/tickets/new/actions.ts openTicketAction');
    const form = { title: 'Sent by HTTP/2', description: 'Hello' };
    const answer = await actByHttp2('/no/such/page', open, form, cookies());
    expect(answer.status).toBe(200);
    const state = stateOf(answer) as { ok: boolean; go: string };
    const number = /^\/tickets\/(\d+)/.exec(state.go)?.[1];
    expect((await a.api('GET', `/tickets/${number}`)).json.title).toBe('Sent by HTTP/2');
  });

  it('without a cookie is refused', async () => {
    const open = actionId('portal/(signed-in)/tickets/new/actions.ts openTicketAction');
    expect((await actByHttp2('/tickets', open, { title: 'x' }, 'a=1')).status).toBe(401);
  });
});

describe('the start', () => {
  it.each(['HTTPS_PORT', 'ACME_HTTP_PORT'])(
    'names %s where its port is taken',
    async (variable) => {
      const taken = net.createServer();
      await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
      const busy = String((taken.address() as AddressInfo).port);
      const env = { PORT: String(await freePort()), [variable]: busy };
      const child = spawn(process.execPath, ['.build/server.mjs'], {
        env: {
          PATH: process.env.PATH ?? '',
          ...{ NODE_ENV: 'production', DATABASE_URL: server.databaseUrl, DATA_DIR: place },
          ...{ SECRET_KEY: inject('secretKey'), DEMO: '0', ...env },
        },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      const said = await stderrOf(child);
      expect(said).toContain(`Port ${busy} is taken`);
      expect(said).toContain(`${variable}=`);
      taken.close();
    },
  );
});

function stderrOf(child: ChildProcess): Promise<string> {
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said += chunk;
  });
  return new Promise((resolve) => child.once('exit', () => resolve(said)));
}
