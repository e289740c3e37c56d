import 'server-only';
import type { TenantIdentity } from '@/access/scope';
import { readEnv } from '@/platform/env';

/** An address of the tenant's at our own door for mail; null where no port listens for it. */
export function inboundAddress({ managedHost }: Pick<TenantIdentity, 'managedHost'>) {
  return readEnv().MAIL_INBOUND_PORT === undefined ? null : `support@${managedHost}`;
}
