import 'server-only';
import { AsyncLocalStorage } from 'node:async_hooks';
import { type Tx, transaction } from '@/platform/db';
import { isUuid } from '@/platform/ids';
import { shared } from '@/platform/shared';
import { refuseInPreview } from './refuse-in-preview';
import type { Scope } from './scope';

export type { Tx } from '@/platform/db';

/**
 * Opens a transaction in which row-level security shows this tenant alone. Everything that
 * `work` does holds or nothing does. `SET` takes no parameter, so the id is checked first.
 * Refuses (403) in a preview.
 */
export async function inTransaction<T>(
  scope: Pick<Scope, 'tenant' | 'preview'>,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  refuseInPreview(scope);
  return inTenant(scope.tenant.id, work);
}

/** The same for reading: Postgres refuses writes, and the end is not waited for. */
export function inReadTransaction<T>(
  scope: Pick<Scope, 'tenant'>,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return inTenant(scope.tenant.id, work, { reading: true });
}

/**
 * By the tenant's id alone: for the session room, which has no scope yet, and for creating
 * a tenant. Verbs take a scope.
 */
export function inTenant<T>(
  tenantId: string,
  work: (tx: Tx) => Promise<T>,
  { reading = false } = {},
): Promise<T> {
  if (!isUuid(tenantId)) throw new Error('not a tenant id');
  const around = underWay.getStore();
  if (around?.tenantId === tenantId) return work(around.tx);
  const begin = reading ? 'BEGIN READ ONLY' : 'BEGIN';
  return transaction(`${begin}; SET LOCAL app.tenant_id = '${tenantId}'`, work, { reading });
}

/**
 * Makes one transaction of all that `work` does: every `inTransaction` of the same tenant inside
 * joins it, so several verbs hold together or not at all. `work` must not outlive it, nor go on
 * after a verb has refused.
 */
export async function inOneTransaction<T>(
  scope: Pick<Scope, 'tenant' | 'preview'>,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  refuseInPreview(scope);
  const tenantId = scope.tenant.id;
  return inTenant(tenantId, (tx) => underWay.run({ tenantId, tx }, () => work(tx)));
}

const underWay = shared('transaction', () => new AsyncLocalStorage<{ tenantId: string; tx: Tx }>());

/**
 * Without a tenant: only the functions in `drizzle/*_doors.sql` answer here, every tenant
 * table raises an error.
 */
export function atTheDoor<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return transaction('BEGIN READ ONLY', work, { reading: true });
}

/** For what belongs to the installation and to no tenant (the `installation` schema). */
export function forInstallation<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return transaction('BEGIN', work);
}
