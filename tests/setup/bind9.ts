import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { readTxt } from '@/platform/dns-update';
import type { TsigKey } from '@/platform/dns-update-message';
import { freePort } from './free-port';

export interface Bind {
  /** `127.0.0.1:port` of the primary name server, for updates and for questions. */
  address: string;
  key: TsigKey;
  /** Takes questions and answers none, until `thaw`. */
  freeze(): void;
  thaw(): void;
  stop(): Promise<void>;
}

const run = promisify(execFile);

/** Where `named` is (`npm test` brings it where it may); undefined where it isn't. */
export function findNamed(): string | undefined {
  const known = ['/usr/sbin/named', '/usr/local/sbin/named', '/opt/homebrew/sbin/named'];
  return known.find((file) => existsSync(file));
}

/**
 * A real BIND 9 on loopback with one zone that a TSIG key may change. `records` are lines of the
 * zone file, such as `@ A 127.0.0.1`.
 */
export async function startBind(
  zone: string,
  records: string[] = [],
  algorithm: TsigKey['algorithm'] = 'hmac-sha256',
): Promise<Bind> {
  const named = findNamed();
  if (!named) throw new Error('named is missing: apt-get install bind9');
  const folder = mkdtempSync(path.join(os.tmpdir(), 'servicedesk-bind-'));
  chmodSync(folder, 0o755);
  const key: TsigKey = {
    name: 'servicedesk',
    secret: randomBytes(32).toString('base64'),
    algorithm,
  };
  const port = await freePort();
  writeFileSync(
    path.join(folder, 'zone'),
    [
      `$ORIGIN ${zone}.`,
      '$TTL 60',
      `@ IN SOA ns.${zone}. hostmaster.${zone}. 1 60 60 3600 5`,
      `@ IN NS ns.${zone}.`,
      'ns IN A 127.0.0.1',
      ...records,
      '',
    ].join('\n'),
  );
  writeFileSync(
    path.join(folder, 'named.conf'),
    `key "${key.name}" { algorithm ${key.algorithm}; secret "${key.secret}"; };
options {
  directory "${folder}"; pid-file none; session-keyfile none; recursion no;
  listen-on port ${port} { 127.0.0.1; }; listen-on-v6 { none; };
  allow-transfer { none; }; dnssec-validation no; notify no; minimal-responses no;
};
controls { };
zone "${zone}" { type primary; file "zone"; allow-update { key "${key.name}"; }; };
`,
  );
  const child = spawn(named, ['-g', '-n', '1', '-c', path.join(folder, 'named.conf')], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (part: Buffer) => {
    said += part;
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const address = `127.0.0.1:${port}`;
  const bind: Bind = {
    address,
    key,
    freeze: () => child.kill('SIGSTOP'),
    thaw: () => child.kill('SIGCONT'),
    async stop() {
      child.kill('SIGKILL');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
  for (let tries = 0; ; tries++) {
    if (child.exitCode !== null || tries === 100) {
      await bind.stop();
      throw new Error(`named did not start:\n${said}`);
    }
    if (said.includes('running') && (await readTxt(address, zone).catch(() => undefined))) break;
    await sleep(100);
  }
  return bind;
}

/** The version of `named`, for the report of a suite. */
export async function namedVersion(named: string): Promise<string> {
  return (await run(named, ['-v'])).stdout.trim();
}
