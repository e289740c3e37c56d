import 'server-only';
import { createHmac } from 'node:crypto';
import type { TenantIdentity } from '@/access/scope';
import { derivedKey, masterKeys, sameBytes } from '@/platform/crypto';
import { isUuid } from '@/platform/ids';
import { portalUrl } from '@/tenants/urls';
import { topics } from './mail-topics';

/** Whose mails of which topic stop. */
export interface Stop {
  readerId: string;
  /** One of `mail-topics.ts`, or the key of a thread: `ticket-<id>`. */
  topic: string;
}

/**
 * Where one click stops mails like this one of the outbox (RFC 8058); opened in a browser it leads
 * to a page that asks. Undefined for one that its reader can't do without.
 */
export function stopLink(
  tenant: TenantIdentity,
  { about, topic }: { about?: string | null; topic?: string | null },
): string | undefined {
  if (!about || !topic || !isUuid(about)) return undefined;
  return portalUrl(tenant, `/api/stop-mails/${stopToken(tenant, { readerId: about, topic })}`);
}

/** `<reader>.<topic>.<signature>`: it does not expire, since mails are read years later. */
export function stopToken(tenant: Pick<TenantIdentity, 'id'>, stop: Stop): string {
  return `${stop.readerId}.${stop.topic}.${sign(masterKeys()[0]!, tenant.id, stop)}`;
}

/** Undefined where this tenant has not signed it. */
export function readStopToken(tenant: Pick<TenantIdentity, 'id'>, token: string): Stop | undefined {
  const [readerId = '', topic = '', signature = '', ...rest] = token.split('.');
  if (rest.length > 0 || !isUuid(readerId) || !isTopic(topic)) return undefined;
  const stop = { readerId, topic };
  const isOwn = masterKeys().some((key) => sameBytes(sign(key, tenant.id, stop), signature));
  return isOwn ? stop : undefined;
}

const isTopic = (topic: string) =>
  topics.some((one) => one === topic) || /^ticket-[0-9a-f-]{36}$/.test(topic);

function sign(master: string, tenantId: string, { readerId, topic }: Stop): string {
  return createHmac('sha256', derivedKey('stop-mails', master))
    .update(`${tenantId}:${readerId}:${topic}`)
    .digest('base64url');
}
