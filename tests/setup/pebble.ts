import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import https from 'node:https';
import os from 'node:os';
import path from 'node:path';
import { freePort } from './free-port';

/** A real certificate authority on the loopback (Let's Encrypt's Pebble), with a CA of its own for its HTTPS. */
export interface Pebble {
  directoryUrl: string;
  /** The root of the certificates that it issues, in PEM. */
  root(): Promise<string>;
  /** The certificate behind `directoryUrl`, for NODE_EXTRA_CA_CERTS and for an agent's `ca`. */
  caFile: string;
  ca: string;
  /** A certificate and its key for `localhost` and 127.0.0.1 by the same CA, for a proxy in front. */
  tls: { cert: string; key: string };
  stop(): Promise<void>;
}

export interface PebbleOptions {
  /** Where it asks for HTTP-01 and TLS-ALPN-01: ports of ours. */
  httpPort: number;
  tlsPort?: number;
  /** `127.0.0.1:port`; by default every name resolves to 127.0.0.1. */
  dnsServer?: string;
  /** Seconds that its certificates live; five years unless given. */
  lifetime?: number;
  /** The share of good nonces that it refuses, in percent. */
  refusedNonces?: number;
  /** External account binding: key id → base64url key. */
  accountKeys?: Record<string, string>;
}

export async function startPebble(options: PebbleOptions): Promise<Pebble> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'servicedesk-pebble-'));
  const children: ChildProcess[] = [];
  const tls = makeAuthority(folder);
  const [listen, management] = [await freePort(), await freePort()];
  const dnsServer = options.dnsServer ?? (await startNames(children));
  const config = {
    pebble: {
      listenAddress: `127.0.0.1:${listen}`,
      managementListenAddress: `127.0.0.1:${management}`,
      certificate: path.join(folder, 'cert.pem'),
      privateKey: path.join(folder, 'key.pem'),
      httpPort: options.httpPort,
      tlsPort: options.tlsPort ?? 1,
      ocspResponderURL: '',
      externalAccountBindingRequired: options.accountKeys !== undefined,
      ...(options.accountKeys ? { externalAccountMACKeys: options.accountKeys } : {}),
      ...(options.lifetime ? { certificateValidityPeriod: options.lifetime } : {}),
    },
  };
  writeFileSync(path.join(folder, 'config.json'), JSON.stringify(config));
  const child = spawn(
    'pebble',
    ['-config', path.join(folder, 'config.json'), '-dnsserver', dnsServer, '-strict'],
    {
      env: {
        ...process.env,
        PEBBLE_VA_NOSLEEP: '1',
        PEBBLE_AUTHZREUSE: '0',
        PEBBLE_WFE_NONCEREJECT: String(options.refusedNonces ?? 0),
      },
      stdio: 'ignore',
    },
  );
  children.push(child);
  const ca = readFileSync(path.join(folder, 'ca.pem'), 'utf8');
  const directoryUrl = `https://127.0.0.1:${listen}/dir`;
  const get = (url: string) => read(url, ca);
  await until(() => get(directoryUrl));
  return {
    directoryUrl,
    root: () => get(`https://127.0.0.1:${management}/roots/0`),
    caFile: path.join(folder, 'ca.pem'),
    ca,
    tls,
    async stop() {
      await Promise.all(children.map(end));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Every name is at 127.0.0.1. */
async function startNames(children: ChildProcess[]): Promise<string> {
  const [dns, management] = [await freePort(), await freePort()];
  const flags = ['-defaultIPv4', '127.0.0.1', '-defaultIPv6', '', '-dns01', `127.0.0.1:${dns}`];
  flags.push('-http01', '', '-https01', '', '-tlsalpn01', '');
  flags.push('-management', `127.0.0.1:${management}`);
  children.push(spawn('pebble-challtestsrv', flags, { stdio: 'ignore' }));
  return `127.0.0.1:${dns}`;
}

/** A CA, and by it a certificate for the loopback. */
function makeAuthority(folder: string): { cert: string; key: string } {
  const openssl = (...words: string[]) =>
    execFileSync('openssl', words, { cwd: folder, stdio: 'pipe' });
  const ec = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  openssl('req', '-x509', ...ec, '-keyout', 'ca-key.pem', '-out', 'ca.pem', '-subj', '/CN=Tests');
  openssl('req', ...ec, '-keyout', 'key.pem', '-out', 'request.pem', '-subj', '/CN=localhost');
  writeFileSync(path.join(folder, 'names'), 'subjectAltName=DNS:localhost,IP:127.0.0.1\n');
  const by = ['-CA', 'ca.pem', '-CAkey', 'ca-key.pem', '-CAcreateserial', '-days', '30'];
  openssl('x509', '-req', '-in', 'request.pem', ...by, '-out', 'cert.pem', '-extfile', 'names');
  const [cert, key] = ['cert.pem', 'key.pem'].map((name) =>
    readFileSync(path.join(folder, name), 'utf8'),
  );
  return { cert: cert!, key: key! };
}

/** One GET to a server of ours, checked against the tests' CA. */
function read(url: string, ca: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = https.get(url, { ca, agent: false }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      response.on('end', () => resolve(text));
    });
    request.on('error', reject);
  });
}

async function until(works: () => Promise<unknown>): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      await works();
      return;
    } catch (error) {
      if (tries === 200) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}
