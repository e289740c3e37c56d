import 'server-only';
import { and, isNotNull } from 'drizzle-orm';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, Technician } from '@/access/scope';
import { record } from '@/audit/record';
import { lockTechnician } from '@/people/technician-rows';
import { orNotFound } from '@/platform/errors';
import { ofOwner, ownerOf, settleRemoval } from './own-factors';
import { technicianTotps } from './tables';

/** Forgets one's own authenticator app. Refuses (409) the last factor where one is required. */
export async function switchOffTotp(scope: Scope<Technician>): Promise<void> {
  const owner = ownerOf(scope);
  await inTransaction(scope, async (tx) => {
    await lockTechnician(tx, scope, owner.technicianId);
    const [row] = await tx
      .delete(technicianTotps)
      .where(and(ofOwner(technicianTotps, owner), isNotNull(technicianTotps.confirmedAt)))
      .returning({ id: technicianTotps.technicianId });
    orNotFound(row);
    await settleRemoval(tx, scope);
    await record(tx, scope, 'technician.totpSwitchedOff', owner.technicianId);
  });
}
