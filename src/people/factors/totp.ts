import 'server-only';
import { createHmac } from 'node:crypto';
import { sameBytes } from '@/platform/crypto';

/** What every authenticator app knows (RFC 6238; Google's key URI format): SHA-1, 6 digits, 30 s. */
const period = 30;
const digits = 6;
/** RFC 4226, R6, recommends 160 bits. */
export const secretBytes = 20;

/** The number of the period in which an instant lies. */
export const stepAt = (at: Date): number => Math.floor(at.getTime() / 1000 / period);

/** The code of a period (RFC 4226, 5.3). */
export function codeOfStep(secret: Buffer, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const offset = mac.at(-1)! & 0xf;
  const number = mac.readUInt32BE(offset) & 0x7fffffff;
  return String(number % 10 ** digits).padStart(digits, '0');
}

/**
 * The period whose code this is: the present one or one beside it, for clocks that differ and
 * people who type slowly. Undefined for any other code.
 */
export function stepOfCode(secret: Buffer, code: string, at: Date): number | undefined {
  const now = stepAt(at);
  return [now, now - 1, now + 1].find((step) => sameBytes(codeOfStep(secret, step), code));
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** RFC 4648, without padding: how apps take a secret, 160 bits in 32 letters. */
export function base32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? [])
    .map((five) => alphabet[Number.parseInt(five.padEnd(5, '0'), 2)])
    .join('');
}

/** What the QR code says: whose account where, and the secret. */
export function otpauthUri(secret: Buffer, issuer: string, account: string): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`;
  return `otpauth://totp/${label}?secret=${base32(secret)}&issuer=${encodeURIComponent(issuer)}`;
}
