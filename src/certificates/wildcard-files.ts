import 'server-only';
import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { type FSWatcher, readFileSync, statSync, watch } from 'node:fs';
import path from 'node:path';
import { BadEnvironment, type Env, readEnv } from '@/platform/env';
import { riskBegins } from './renewal-time';

export interface WildcardFiles {
  cert: string;
  key: string;
  base: string;
}

/** Where the operator's own certificate for the managed hosts is, or undefined without one. */
export function wildcardFiles(env: Env = readEnv()): WildcardFiles | undefined {
  const { WILDCARD_CERT_FILE: cert, WILDCARD_KEY_FILE: key, BASE_DOMAIN: base } = env;
  return cert && key ? { cert, key, base } : undefined;
}

/**
 * Reads the pair and refuses (`BadEnvironment`, in a sentence that names the variable) what
 * can't be served: no certificate, no key, a key of another certificate, other names than
 * `*.‹base›`. One that has ended is answered: better an old certificate than no service.
 */
export function readWildcardFiles({ cert, key, base }: WildcardFiles) {
  const chain = contentOf('WILDCARD_CERT_FILE', cert);
  const keyText = contentOf('WILDCARD_KEY_FILE', key);
  const leaf = certificateIn(chain, cert);
  if (!leaf.checkPrivateKey(keyIn(keyText, key))) {
    throw new BadEnvironment(
      `WILDCARD_KEY_FILE (${key}) does not belong to the first certificate in WILDCARD_CERT_FILE (${cert}). The certificate for *.${base} comes first there, the authority’s own after it.`,
    );
  }
  if (!leaf.checkHost(`any-label.${base}`)) {
    throw new BadEnvironment(
      `WILDCARD_CERT_FILE (${cert}) is for ${namesOf(leaf)}, not for *.${base}. Order one for *.${base} and ${base}.`,
    );
  }
  return { chain, key: keyText, notAfter: new Date(leaf.validTo) };
}

/** Whether the first certificate in `chain` (PEM) names this host; not where it can't be read. */
export function coversHost(chain: string, host: string): boolean {
  try {
    return new X509Certificate(chain).checkHost(host) !== undefined;
  } catch {
    return false;
  }
}

/** What an operator should know about a pair that is served all the same; for `doctor`. */
export function warningOf(chain: string, base: string, now: Date): string | undefined {
  const leaf = new X509Certificate(chain);
  const end = leaf.validToDate;
  if (end < now) return `it ended on ${end.toISOString().slice(0, 10)}`;
  if (leaf.validFromDate > now) return `it begins on ${leaf.validFrom} only`;
  if (!leaf.checkHost(base)) return `it covers *.${base} and not ${base} itself`;
  if (riskBegins({ notBefore: leaf.validFromDate, notAfter: end }) <= now) {
    return `it ends on ${end.toISOString().slice(0, 10)}: put a new one in its place`;
  }
  return undefined;
}

/**
 * Milliseconds between two looks at the files, here so that a test can hurry; a change in their
 * folder is seen at once where it can be.
 */
export const looking = { every: 10_000 };

/**
 * Calls `changed` after either file is another one. Watching alone would miss a link that is
 * turned to a new folder (certbot, Kubernetes), so their state is compared as well.
 */
export function watchFiles({ cert, key }: WildcardFiles, changed: () => void): () => void {
  let seen = stateOf(cert) + stateOf(key);
  const look = () => {
    const now = stateOf(cert) + stateOf(key);
    if (now === seen) return;
    seen = now;
    changed();
  };
  const timer = setInterval(look, looking.every).unref();
  const watchers = [...new Set([cert, key].map((file) => path.dirname(file)))].flatMap((folder) =>
    watched(folder, look),
  );
  return () => {
    clearInterval(timer);
    for (const watcher of watchers) watcher.close();
  };
}

function watched(folder: string, look: () => void): FSWatcher[] {
  try {
    const watcher = watch(folder, { persistent: false }, () => setTimeout(look, 200).unref());
    watcher.on('error', () => watcher.close());
    return [watcher];
  } catch {
    return []; // then the timer alone sees it
  }
}

function stateOf(file: string): string {
  const state = statSync(file, { throwIfNoEntry: false, bigint: true });
  return state ? `${state.ino} ${state.mtimeNs} ${state.size};` : 'none;';
}

function contentOf(variable: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new BadEnvironment(
      `${variable} names a file that can’t be read (${file}): ${(error as Error).message}.`,
    );
  }
}

function certificateIn(chain: string, file: string): X509Certificate {
  try {
    return new X509Certificate(chain);
  } catch {
    throw new BadEnvironment(
      `WILDCARD_CERT_FILE (${file}) holds no certificate in PEM (-----BEGIN CERTIFICATE-----).`,
    );
  }
}

function keyIn(text: string, file: string): KeyObject {
  try {
    return createPrivateKey(text);
  } catch {
    const why = /ENCRYPTED/.test(text)
      ? 'a key that is locked by a passphrase: write it without one'
      : 'no private key in PEM (-----BEGIN PRIVATE KEY-----)';
    throw new BadEnvironment(`WILDCARD_KEY_FILE (${file}) holds ${why}.`);
  }
}

const namesOf = (leaf: X509Certificate) =>
  (leaf.subjectAltName ?? 'no name').replace(/DNS:/g, '').replace(/, /g, ' and ');
