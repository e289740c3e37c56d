import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { settings } from './tables';
import { type Setting, type SettingKey, settingShapes } from './tenant-settings';

/**
 * Changes part of one key's value, inside the caller's transaction. Effective at the next
 * request of everybody. What depends on the value before is a function of it: the row is locked
 * by then. Returns the value before and after, for the audit log.
 */
export async function saveSetting<K extends SettingKey>(
  tx: Tx,
  scope: Scope,
  key: K,
  change: Partial<Setting<K>> | ((before: Setting<K>) => Partial<Setting<K>>),
): Promise<{ before: Setting<K>; after: Setting<K> }> {
  const shape = settingShapes[key];
  const own = and(eq(settings.tenantId, scope.tenant.id), eq(settings.key, key));
  // A row is needed before it can be locked: of two who choose first the second waits as well.
  const [, [row]] = await Promise.all([
    tx.insert(settings).values({ tenantId: scope.tenant.id, key, value: {} }).onConflictDoNothing(),
    tx.select({ value: settings.value }).from(settings).where(own).for('update'),
  ]);
  const before = shape.parse(row?.value ?? {}) as Setting<K>;
  const after = shape.parse({
    ...before,
    ...(typeof change === 'function' ? change(before) : change),
  }) as Setting<K>;
  await tx.update(settings).set({ value: after, updatedAt: sql`now()` }).where(own);
  return { before, after };
}
