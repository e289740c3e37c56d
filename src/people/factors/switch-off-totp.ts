import 'server-only';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, Technician } from '@/access/scope';
import { record } from '@/audit/record';
import { lockTechnician } from '@/people/technician-rows';
import { orNotFound } from '@/platform/errors';
import { ofOwner, ownerOf, settleRemoval } from './own-factors';
import { technicianTotps } from './tables';

/**
 * Forgets one's own authenticator app, also one that was only begun. Refuses (409) the last factor
 * where the tenant wants one.
 */
export async function switchOffTotp(scope: Scope<Technician>): Promise<void> {
  const owner = ownerOf(scope);
  await inTransaction(scope, async (tx) => {
    await lockTechnician(tx, scope, owner.technicianId);
    const [row] = await tx
      .delete(technicianTotps)
      .where(ofOwner(technicianTotps, owner))
      .returning({ confirmedAt: technicianTotps.confirmedAt });
    if (!orNotFound(row).confirmedAt) return;
    await settleRemoval(tx, scope);
    await record(tx, scope, 'technician.totpSwitchedOff', owner.technicianId);
  });
}
