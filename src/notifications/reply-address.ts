import 'server-only';
import { createHmac } from 'node:crypto';
import type { TenantIdentity } from '@/access/scope';
import { derivedKey, masterKeys, sameBytes } from '@/platform/crypto';
import { isUuid } from '@/platform/ids';

/** Whose answer to which ticket an address stands for. */
export interface ReplyTarget {
  /** The ticket's. */
  number: number;
  /** The contact or technician to whom the mail went. */
  readerId: string;
}

/**
 * Where a reader's answer to a mail about a ticket goes: `r-<ticket>-<reader>-<signature>` at the
 * tenant's managed host. Lower case letters and digits only, at most 60 of them: programs change
 * the case of addresses, and RFC 5321 ends them at 64.
 */
export function replyAddressFor(
  tenant: Pick<TenantIdentity, 'id' | 'managedHost'>,
  { number, readerId }: ReplyTarget,
): string {
  const reader = toBase32(Buffer.from(readerId.replaceAll('-', ''), 'hex'));
  const signature = sign(masterKeys()[0]!, tenant.id, { number, readerId });
  return `r-${number.toString(36)}-${reader}-${signature}@${tenant.managedHost}`;
}

/**
 * What an address of ours stands for, or undefined where it is none or nobody of this tenant
 * signed it. While `SECRET_KEY` is rotated, both keys count.
 */
export function readReplyAddress(
  tenant: Pick<TenantIdentity, 'id'>,
  address: string,
): ReplyTarget | undefined {
  const parts = /^r-([0-9a-z]{1,7})-([a-z2-7]{26})-([a-z2-7]{24})@/.exec(address.toLowerCase());
  if (!parts) return undefined;
  const number = Number.parseInt(parts[1]!, 36);
  const readerId = uuidOf(fromBase32(parts[2]!));
  if (!readerId || number < 1 || number > 2_147_483_647) return undefined;
  const target = { number, readerId };
  const own = masterKeys().some((key) => sameBytes(sign(key, tenant.id, target), parts[3]!));
  return own ? target : undefined;
}

/** 120 bits of HMAC-SHA-256: enough against guessing by mail. */
function sign(master: string, tenantId: string, { number, readerId }: ReplyTarget): string {
  const mac = createHmac('sha256', derivedKey('reply-address', master))
    .update(`${tenantId}:${number}:${readerId}`)
    .digest();
  return toBase32(mac.subarray(0, 15));
}

const letters = 'abcdefghijklmnopqrstuvwxyz234567';

/** RFC 4648 in lower case, without padding. */
function toBase32(bytes: Uint8Array): string {
  let text = '';
  let bits = 0;
  let value = 0;
  for (const byte of bytes) {
    value = (value << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) {
      text += letters[(value >>> (bits - 5)) & 31];
    }
    value &= (1 << bits) - 1;
  }
  return bits > 0 ? text + letters[(value << (5 - bits)) & 31] : text;
}

function fromBase32(text: string): Buffer {
  const bytes: number[] = [];
  let bits = 0;
  let value = 0;
  for (const letter of text) {
    value = (value << 5) | letters.indexOf(letter);
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((value >>> bits) & 255);
    value &= (1 << bits) - 1;
  }
  return Buffer.from(bytes);
}

function uuidOf(bytes: Buffer): string | undefined {
  const hex = bytes.toString('hex');
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return isUuid(id) ? id : undefined;
}
