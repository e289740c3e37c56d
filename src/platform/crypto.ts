import 'server-only';
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readEnv } from './env';

let keys: string[] | undefined;

/**
 * The master keys, newest first: `SECRET_KEY`, else one made at the first start and kept
 * in `DATA_DIR/secret.key` (mode 0600).
 */
export function masterKeys(): string[] {
  keys ??= readEnv().SECRET_KEY ?? [keptKey()];
  return keys;
}

function keptKey(): string {
  const directory = readEnv().DATA_DIR;
  const file = path.join(directory, 'secret.key');
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  mkdirSync(directory, { recursive: true });
  const key = randomBytes(32).toString('base64url');
  try {
    writeFileSync(file, `${key}\n`, { mode: 0o600, flag: 'wx' });
    chmodSync(file, 0o600);
    return key;
  } catch {
    return readFileSync(file, 'utf8').trim(); // a process beside us was quicker
  }
}

/** A key of its own for one purpose, by HKDF-SHA-256 from a master key. 32 bytes. */
export function derivedKey(purpose: string, master: string = masterKeys()[0]!): Buffer {
  return Buffer.from(hkdfSync('sha256', master, 'servicedesk', purpose, 32));
}

/** HMAC-SHA-256 of `text` under the key for `purpose`, base64url. */
export function keyedHash(purpose: string, text: string): string {
  return createHmac('sha256', derivedKey(purpose)).update(text).digest('base64url');
}

/**
 * Encrypts for storage: AES-256-GCM, bound to `purpose`, as `s1.<nonce>.<tag>.<text>`.
 * `open` tries every master key, so a rotated key keeps old values readable.
 */
export function seal(purpose: string, plain: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', derivedKey(`seal:${purpose}`), nonce);
  const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return ['s1', nonce, cipher.getAuthTag(), sealed]
    .map((part) => (typeof part === 'string' ? part : part.toString('base64url')))
    .join('.');
}

/** The plain text of `seal`, or undefined where no live key opens it. */
export function open(purpose: string, sealed: string): string | undefined {
  for (const master of masterKeys()) {
    const plain = openBy(master, purpose, sealed);
    if (plain !== undefined) return plain;
  }
  return undefined;
}

/**
 * The same under the newest master key, for what outlives the older ones: `sealed` itself where
 * that key sealed it. Undefined where no live key opens it.
 */
export function sealAnew(purpose: string, sealed: string): string | undefined {
  if (openBy(masterKeys()[0]!, purpose, sealed) !== undefined) return sealed;
  const plain = open(purpose, sealed);
  return plain === undefined ? undefined : seal(purpose, plain);
}

function openBy(master: string, purpose: string, sealed: string): string | undefined {
  const [version, nonce, tag, text] = sealed.split('.');
  if (version !== 's1' || !nonce || !tag || text === undefined) return undefined;
  try {
    const decipher = createDecipheriv(
      'aes-256-gcm',
      derivedKey(`seal:${purpose}`, master),
      Buffer.from(nonce, 'base64url'),
    );
    decipher.setAuthTag(Buffer.from(tag, 'base64url'));
    return Buffer.concat([
      decipher.update(Buffer.from(text, 'base64url')),
      decipher.final(),
    ]).toString('utf8');
  } catch {
    return undefined; // another key may open it
  }
}

/** A secret for links and keys: 32 random bytes, base64url. Only its `tokenHash` is stored. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** SHA-256 of a token in hex: enough for 256 bits of randomness, and comparable by index. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Compares two strings in time that does not depend on where they differ. */
export function sameBytes(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}

const readable = 'abcdefghjkmnpqrstuvwxyz23456789';

/**
 * A password that people can type from a letter: four groups of four from 31 unambiguous
 * letters and digits (79 bits), such as `kx3f-9mqa-t7hd-w2ne`.
 */
export function newPassword(): string {
  const letters: string[] = [];
  while (letters.length < 16) {
    for (const byte of randomBytes(32)) {
      if (byte < 248 && letters.length < 16) letters.push(readable[byte % 31]!); // 248 = 8 × 31: no bias
    }
  }
  return letters.join('').replace(/(.{4})(?=.)/g, '$1-');
}
