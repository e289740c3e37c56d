import 'server-only';
import { and, eq } from 'drizzle-orm';
import { inReadTransaction, inTransaction } from '@/access/in-transaction';
import type { Scope, System } from '@/access/scope';
import { sealAnew } from '@/platform/crypto';
import { technicianTotps } from './tables';
import { totpSecret } from './take-code';

/** Seals what authenticator apps share with us under the newest master key. Repeating is harmless. */
export async function resealTotps(scope: Scope<System>): Promise<void> {
  const { tenantId, technicianId, secretSealed } = technicianTotps;
  const all = await inReadTransaction(scope, (tx) =>
    tx
      .select({ id: technicianId, sealed: secretSealed })
      .from(technicianTotps)
      .where(eq(tenantId, scope.tenant.id)),
  );
  for (const { id, sealed } of all) {
    const anew = sealAnew(totpSecret, sealed);
    if (!anew || anew === sealed) continue;
    const row = and(eq(tenantId, scope.tenant.id), eq(technicianId, id), eq(secretSealed, sealed));
    await inTransaction(scope, (tx) =>
      tx.update(technicianTotps).set({ secretSealed: anew }).where(row),
    );
  }
}
