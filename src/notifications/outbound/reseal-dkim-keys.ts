import 'server-only';
import { and, eq } from 'drizzle-orm';
import { inReadTransaction, inTransaction } from '@/access/in-transaction';
import type { Scope, System } from '@/access/scope';
import { sealAnew } from '@/platform/crypto';
import { dkimSecret } from './dkim-keys';
import { dkimKeys } from './tables';

/** Seals what mails are signed with under the newest master key. Repeating is harmless. */
export async function resealDkimKeys(scope: Scope<System>): Promise<void> {
  const { tenantId, id, privateSealed } = dkimKeys;
  const all = await inReadTransaction(scope, (tx) =>
    tx.select({ id, privateSealed }).from(dkimKeys).where(eq(tenantId, scope.tenant.id)),
  );
  for (const before of all) {
    const after = sealAnew(dkimSecret, before.privateSealed) ?? before.privateSealed;
    if (after === before.privateSealed) continue;
    const row = and(
      eq(tenantId, scope.tenant.id),
      eq(id, before.id),
      eq(privateSealed, before.privateSealed),
    );
    await inTransaction(scope, (tx) =>
      tx.update(dkimKeys).set({ privateSealed: after }).where(row),
    );
  }
}
