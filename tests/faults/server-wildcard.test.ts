import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import https from 'node:https';
import os from 'node:os';
import path from 'node:path';
import tls from 'node:tls';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { findNamed, startBind } from '~tests/setup/bind9';
import { freePort } from '~tests/setup/free-port';
import { startPebble } from '~tests/setup/pebble';
import { selfSigned } from '~tests/setup/self-signed';
import { createTenant, type ServerProcess, startServer } from '~tests/setup/server-process';

/** One certificate for the managed hosts, at the whole server. */
const base = 'servicedesk.localhost';
const folder = mkdtempSync(path.join(os.tmpdir(), 'servicedesk-own-wildcard-'));
const cert = path.join(folder, 'cert.pem');
const key = path.join(folder, 'key.pem');
const port = await freePort();
const env = { HTTPS_PORT: String(port), WILDCARD_CERT_FILE: cert, WILDCARD_KEY_FILE: key };

const first = await selfSigned([`*.${base}`, base]);
const second = await selfSigned([`*.${base}`, base]);
const put = (pair: Partial<typeof first>) => {
  if (pair.cert) writeFileSync(cert, pair.cert);
  if (pair.key) writeFileSync(key, pair.key);
};

/** The fingerprint of what a handshake for this name shows; the code of its alert otherwise. */
function shown(servername: string, at = port): Promise<string> {
  return new Promise((resolve) => {
    const socket = tls.connect({
      host: '127.0.0.1',
      port: at,
      servername,
      rejectUnauthorized: false,
    });
    socket.once('secureConnect', () => {
      resolve(socket.getPeerX509Certificate()?.fingerprint256 ?? 'none');
      socket.destroy();
    });
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  });
}
const printOf = (pair: typeof first) => new X509Certificate(pair.cert).fingerprint256;

function status(host: string, at: string, ca: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, servername: host, path: at, ca, agent: false };
    https
      .get({ ...options, headers: { host: `${host}:${port}` } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      })
      .on('error', reject);
  });
}

describe('a wildcard from the operator’s files', () => {
  let server: ServerProcess;
  const host = `acme.${base}`;
  beforeAll(async () => {
    put(first);
    server = await startServer({ env });
    const opened = await createTenant(server, { slug: 'acme', name: 'Acme IT' });
    expect(opened.portalUrl).toBe(`https://${host}:${port}/`);
  });
  afterAll(async () => {
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is served for every managed host and the base domain, and for nothing else', async () => {
    expect(await shown(host)).toBe(printOf(first));
    expect(await shown(base)).toBe(printOf(first));
    expect(await status(host, '/sign-in', first.cert)).toBe(200);
    for (const name of [`a.b.${base}`, 'help.acme.test']) {
      expect(await shown(name)).not.toBe(printOf(first));
    }
  });

  it('is taken anew while serving, and a half-written pair is not', async () => {
    put({ cert: second.cert });
    await vi.waitFor(() => expect(server.output()).toContain('wildcard.notReloaded'), 25_000);
    expect(await shown(host)).toBe(printOf(first));
    put({ key: second.key });
    await vi.waitFor(async () => expect(await shown(host)).toBe(printOf(second)), {
      timeout: 25_000,
      interval: 250,
    });
    expect(await status(host, '/sign-in', second.cert)).toBe(200);
  });

  it('that can’t be served stops the start in a sentence', async () => {
    put({ cert: first.cert, key: second.key });
    const start = startServer({ env: { ...env, HTTPS_PORT: String(await freePort()) } });
    await expect(start).rejects.toThrow(/\nWILDCARD_KEY_FILE \(.*\) does not belong to the first/);
  });
});

const named = findNamed();
if (!named) console.warn('skipped: named is missing (apt-get install bind9)');

describe.skipIf(!named)('a wildcard by DNS-01', () => {
  it('is ordered by the running server and served without a restart', async () => {
    const domain = 'desk.example';
    const bind = await startBind(domain);
    const authority = await startPebble({ httpPort: 1, dnsServer: bind.address });
    const https = await freePort();
    const server = await startServer({
      env: {
        BASE_DOMAIN: domain,
        HTTPS_PORT: String(https),
        ACME_DIRECTORY_URL: authority.directoryUrl,
        NODE_EXTRA_CA_CERTS: authority.caFile,
        RFC2136_NAMESERVER: bind.address,
        RFC2136_TSIG_KEY: bind.key.name,
        RFC2136_TSIG_SECRET: bind.key.secret,
        DNS_RESOLVERS: bind.address,
      },
    });
    try {
      await createTenant(server, { slug: 'acme', name: 'Acme IT' });
      await vi.waitFor(async () => expect(await shown(`acme.${domain}`, https)).toMatch(/^\w\w:/), {
        timeout: 90_000,
        interval: 250,
      });
      const root = await authority.root();
      const checked = tls.connect({
        ...{ host: '127.0.0.1', port: https, servername: `acme.${domain}`, ca: root },
      });
      await new Promise<void>((resolve, reject) => {
        checked.once('secureConnect', resolve);
        checked.once('error', reject);
      });
      expect(checked.authorized).toBe(true);
      expect(checked.getPeerX509Certificate()?.subjectAltName).toContain(`DNS:*.${domain}`);
      checked.destroy();
      expect(await shown(domain, https)).toBe(await shown(`acme.${domain}`, https));
    } finally {
      await server.stop();
      await authority.stop();
      await bind.stop();
    }
  }, 180_000);
});
