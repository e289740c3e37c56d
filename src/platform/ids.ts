import { randomBytes } from 'node:crypto';

/** A UUIDv7 (RFC 9562): 48 bits of milliseconds, then random, so that ids sort by time. */
export function newId(now: number = Date.now()): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now, 0, 6);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether `value` is a UUID in lower case, as Postgres prints it. */
export function isUuid(value: string): boolean {
  return uuid.test(value);
}

const unambiguous = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';

/** A short reference that a person can read out on the phone, such as `7F3K-QX2M`. */
export function newReference(): string {
  const letters = [...randomBytes(8)]
    .map((byte) => unambiguous[byte % unambiguous.length])
    .join('');
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}
