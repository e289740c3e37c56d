import 'server-only';
import { and, eq, gt, isNotNull, isNull, type SQL } from 'drizzle-orm';
import { forInstallation, inReadTransaction, inTransaction } from '@/access/in-transaction';
import type { Scope, System } from '@/access/scope';
import { clock } from '@/platform/clock';
import { log } from '@/platform/log';
import { sealAccountKeyAnew, sealKeyAnew } from './sealed-keys';
import { acmeAccounts, certificateOrders, certificates, wildcards } from './tables';

/**
 * Seals what a tenant's certificates and orders keep under the newest master key, so that an older
 * one can be dropped. A certificate whose key no live one opens can't be shown: its successor is
 * ordered at once. Each row by itself, and only as it was read, so that repeating is harmless and
 * nobody waits.
 */
export async function resealKeys(scope: Scope<System>): Promise<void> {
  const tenantId = scope.tenant.id;
  const current = await inReadTransaction(scope, (tx) =>
    tx
      .select({ id: certificates.id, host: certificates.host, keySealed: certificates.keySealed })
      .from(certificates)
      .where(and(eq(certificates.tenantId, tenantId), isNull(certificates.replacedAt))),
  );
  for (const { id, host, keySealed } of current) {
    const anew = sealKeyAnew(keySealed);
    if (anew === keySealed) continue;
    if (anew === undefined) log.error('certificate.keyDoesNotOpen', { host });
    const row = and(
      eq(certificates.tenantId, tenantId),
      eq(certificates.id, id),
      eq(certificates.keySealed, keySealed),
      anew === undefined ? gt(certificates.renewAt, clock.now()) : undefined,
    );
    const change = anew === undefined ? { renewAt: clock.now() } : { keySealed: anew };
    await inTransaction(scope, (tx) => tx.update(certificates).set(change).where(row));
  }
  await resealOrders(scope);
}

/** An order whose key doesn't open is lost by itself when it comes to that. */
async function resealOrders(scope: Scope<System>): Promise<void> {
  const { tenantId, id, keySealed, endedAt } = certificateOrders;
  const live = await inReadTransaction(scope, (tx) =>
    tx
      .select({ id, sealed: keySealed })
      .from(certificateOrders)
      .where(and(eq(tenantId, scope.tenant.id), isNull(endedAt), isNotNull(keySealed))),
  );
  for (const order of live) {
    const sealed = order.sealed ?? '';
    const anew = sealKeyAnew(sealed);
    if (!anew || anew === sealed) continue;
    const row = and(eq(tenantId, scope.tenant.id), eq(id, order.id), eq(keySealed, sealed));
    await inTransaction(scope, (tx) =>
      tx.update(certificateOrders).set({ keySealed: anew }).where(row),
    );
  }
}

/**
 * The same for the accounts with authorities and the ordered wildcard. An account whose key
 * doesn't open is made anew by whoever needs it.
 */
export async function resealInstallationKeys(): Promise<void> {
  const [accounts, ordered] = await forInstallation(async (tx) => [
    await tx.select().from(acmeAccounts),
    await tx.select().from(wildcards),
  ]);
  for (const { keySealed } of accounts) {
    const anew = sealAccountKeyAnew(keySealed);
    if (!anew || anew === keySealed) continue;
    await forInstallation((tx) =>
      tx.update(acmeAccounts).set({ keySealed: anew }).where(eq(acmeAccounts.keySealed, keySealed)),
    );
  }
  for (const row of ordered) await resealWildcard(row);
}

async function resealWildcard(row: typeof wildcards.$inferSelect): Promise<void> {
  const { baseDomain, keySealed, orderKeySealed } = row;
  const key = keySealed && sealKeyAnew(keySealed);
  const now = clock.now();
  if (keySealed && key !== keySealed) {
    if (!key) log.error('certificate.keyDoesNotOpen', { host: `*.${baseDomain}` });
    const set = key ? { keySealed: key } : { renewAt: now, nextTryAt: now };
    await change(set, eq(wildcards.keySealed, keySealed));
  }
  const orderKey = orderKeySealed && sealKeyAnew(orderKeySealed);
  if (orderKeySealed && orderKey && orderKey !== orderKeySealed) {
    await change({ orderKeySealed: orderKey }, eq(wildcards.orderKeySealed, orderKeySealed));
  }

  function change(set: Partial<typeof row>, asRead: SQL) {
    return forInstallation((tx) =>
      tx
        .update(wildcards)
        .set(set)
        .where(and(eq(wildcards.baseDomain, baseDomain), asRead)),
    );
  }
}
