import { X509Certificate } from 'node:crypto';
import { renameSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { PeerCertificate } from 'node:tls';
import { createTransport } from 'nodemailer';
import { afterAll, expect, it, vi } from 'vitest';
import { looking } from '@/certificates/wildcard-files';
import { openMailDoor } from '@/server/mail-door';
import { freshDatabase } from '~tests/setup/fresh-database';
import { selfSigned } from '~tests/setup/self-signed';

const folder = await mkdtemp(path.join(os.tmpdir(), 'servicedesk-door-'));
const [cert, key] = [path.join(folder, 'cert.pem'), path.join(folder, 'key.pem')];
const base = 'desk.example';
const first = await selfSigned([`*.${base}`]);
const next = await selfSigned([`new.${base}`, `*.${base}`]); // whoever trusts both tells them by name
Object.assign(process.env, {
  ...{ BASE_DOMAIN: base, HTTPS_PORT: '8443' },
  ...{ WILDCARD_CERT_FILE: cert, WILDCARD_KEY_FILE: key },
});
looking.every = 100;
lay(first);
await freshDatabase();
const door = await openMailDoor({ port: 0, host: '127.0.0.1' });
afterAll(async () => {
  await door.close();
  await rm(folder, { recursive: true });
});

it('shows a renewed certificate without a restart', async () => {
  expect(await shown()).toBe(printOf(first));
  lay(next);
  await vi.waitFor(async () => expect(await shown()).toBe(printOf(next)), 10_000);
});

function lay(pair: { cert: string; key: string }): void {
  writeFileSync(`${cert}.new`, pair.cert);
  writeFileSync(key, pair.key);
  renameSync(`${cert}.new`, cert);
}

const printOf = ({ cert }: { cert: string }) => new X509Certificate(cert).fingerprint256;

/** What STARTTLS shows. */
async function shown(): Promise<string> {
  let found = '';
  const checkServerIdentity = (_: string, { fingerprint256 }: PeerCertificate) => {
    found = fingerprint256;
    return undefined;
  };
  const tls = { ca: [first.cert, next.cert], servername: `mail.${base}`, checkServerIdentity };
  await createTransport({ host: '127.0.0.1', port: door.port, requireTLS: true, tls }).verify();
  return found;
}
