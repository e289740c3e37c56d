import 'server-only';
import { and, eq } from 'drizzle-orm';
import { inReadTransaction, inTransaction } from '@/access/in-transaction';
import type { Scope, System } from '@/access/scope';
import { sealAnew } from '@/platform/crypto';
import { providerSecret } from './discover-provider';
import { identityProviders } from './tables';

/** Seals providers' secrets under the newest master key. Repeating is harmless. */
export async function resealProviders(scope: Scope<System>): Promise<void> {
  const { tenantId, id, secretSealed } = identityProviders;
  const all = await inReadTransaction(scope, (tx) =>
    tx
      .select({ own: id, sealed: secretSealed })
      .from(identityProviders)
      .where(eq(tenantId, scope.tenant.id)),
  );
  for (const { own, sealed } of all) {
    const anew = sealed && sealAnew(providerSecret, sealed);
    if (!anew || anew === sealed) continue;
    const row = and(eq(tenantId, scope.tenant.id), eq(id, own), eq(secretSealed, sealed));
    await inTransaction(scope, (tx) =>
      tx.update(identityProviders).set({ secretSealed: anew }).where(row),
    );
  }
}
