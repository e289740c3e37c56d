import 'server-only';
import { and, eq } from 'drizzle-orm';
import { inReadTransaction, inTransaction } from '@/access/in-transaction';
import type { Scope, System } from '@/access/scope';
import { sealAnew } from '@/platform/crypto';
import { webhookSecret } from './create-webhook';
import { webhooks } from './tables';

/** Seals what webhooks are signed with under the newest master key. Repeating is harmless. */
export async function resealWebhooks(scope: Scope<System>): Promise<void> {
  const { tenantId, id, secretSealed } = webhooks;
  const all = await inReadTransaction(scope, (tx) =>
    tx.select({ id, sealed: secretSealed }).from(webhooks).where(eq(tenantId, scope.tenant.id)),
  );
  for (const { id: own, sealed } of all) {
    const anew = sealAnew(webhookSecret, sealed);
    if (!anew || anew === sealed) continue;
    const row = and(eq(tenantId, scope.tenant.id), eq(id, own), eq(secretSealed, sealed));
    await inTransaction(scope, (tx) => tx.update(webhooks).set({ secretSealed: anew }).where(row));
  }
}
