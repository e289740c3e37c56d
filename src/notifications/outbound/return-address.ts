import 'server-only';
import { createHmac } from 'node:crypto';
import type { TenantIdentity } from '@/access/scope';
import { derivedKey, masterKeys, sameBytes } from '@/platform/crypto';
import { isUuid } from '@/platform/ids';

/**
 * Where a mail goes back to that can't be delivered: `b-<mail>-<signature>` at the tenant's managed
 * host. It says which mail came back also where the notice itself doesn't (RFC 3461, 4).
 */
export function returnAddressFor(
  tenant: Pick<TenantIdentity, 'id' | 'managedHost'>,
  messageId: string,
): string {
  const signature = sign(masterKeys()[0]!, tenant.id, messageId);
  return `b-${messageId.replaceAll('-', '')}-${signature}@${tenant.managedHost}`;
}

/** Which of the tenant's mails came back to this address; undefined where nobody signed it. */
export function readReturnAddress(
  tenant: Pick<TenantIdentity, 'id'>,
  address: string,
): string | undefined {
  const parts = /^b-([0-9a-f]{32})-([0-9a-f]{24})@/.exec(address.toLowerCase());
  if (!parts) return undefined;
  const id = parts[1]!.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  const isOwn = masterKeys().some((key) => sameBytes(sign(key, tenant.id, id), parts[2]!));
  return isOwn && isUuid(id) ? id : undefined;
}

/** 96 bits of HMAC-SHA-256, in hex: programs change the case of addresses. */
function sign(master: string, tenantId: string, messageId: string): string {
  return createHmac('sha256', derivedKey('return-address', master))
    .update(`${tenantId}:${messageId}`)
    .digest('hex')
    .slice(0, 24);
}
