import 'server-only';
import { inTenant } from '@/access/in-transaction';
import { record } from '@/audit/record';
import { log } from '@/platform/log';
import { limitRate, networkOf } from './limit-rate';
import type { Realm } from './realm';
import { settingsOf } from './settings-of';
import type { Place } from './tenant-of-request';

/**
 * Notes in the audit log that a session cookie came in which this tenant did not make (one of
 * another tenant, or a forged one): at most six an hour and address. Nobody waits for it.
 */
export function reportForeignCookie(place: Place, realm: Realm): void {
  const { tenant, address } = place;
  const scope = {
    tenant,
    actor: { kind: 'system', job: 'session' },
    language: 'en',
    address,
  } as const;
  limitRate(tenant.id, `foreign-cookie:${networkOf(address)}`, { limit: 6, windowSeconds: 3600 })
    .then(() =>
      inTenant(tenant.id, async (tx) => {
        const settings = await settingsOf(tx, tenant.id);
        await record(tx, { ...scope, settings }, 'session.foreignCookie', realm);
      }),
    )
    .catch((error: unknown) => log.debug('session.foreignCookie', { error, tenant: tenant.slug }));
}
