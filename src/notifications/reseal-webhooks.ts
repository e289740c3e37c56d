import 'server-only';
import { and, eq } from 'drizzle-orm';
import { inReadTransaction, inTransaction } from '@/access/in-transaction';
import type { Scope, System } from '@/access/scope';
import { sealAnew } from '@/platform/crypto';
import { webhookSecret } from './create-webhook';
import { webhooks } from './tables';

/** Seals what webhooks are signed with under the newest master key. Repeating is harmless. */
export async function resealWebhooks(scope: Scope<System>): Promise<void> {
  const { tenantId, id, secretSealed, previousSecretSealed } = webhooks;
  const all = await inReadTransaction(scope, (tx) =>
    tx
      .select({ id, secretSealed, previousSecretSealed })
      .from(webhooks)
      .where(eq(tenantId, scope.tenant.id)),
  );
  for (const { id: own, ...before } of all) {
    const after = {
      secretSealed: sealAnew(webhookSecret, before.secretSealed) ?? before.secretSealed,
      previousSecretSealed:
        sealAnew(webhookSecret, before.previousSecretSealed ?? '') ?? before.previousSecretSealed,
    };
    if (
      after.secretSealed === before.secretSealed &&
      after.previousSecretSealed === before.previousSecretSealed
    )
      continue;
    const row = and(
      eq(tenantId, scope.tenant.id),
      eq(id, own),
      eq(secretSealed, before.secretSealed),
    );
    await inTransaction(scope, (tx) => tx.update(webhooks).set(after).where(row));
  }
}
