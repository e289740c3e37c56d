import 'server-only';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, System, Technician } from '@/access/scope';
import { record } from '@/audit/record';
import { queueMail } from '@/notifications/queue-mail';
import { readersLanguage } from '@/people/contact-rows';
import { refuseUnlessCan } from '@/people/policy';
import { technicians } from '@/people/tables';
import { lockTechnician, ownTechnician } from '@/people/technician-rows';
import { Refusal } from '@/platform/errors';
import { countFactors, ofOwner } from './own-factors';
import { passkeys, recoveryCodes, technicianTotps } from './tables';

export const ResetFactors = z.object({ id: z.uuid() });

/**
 * Takes everything of a technician's second step away, for somebody who has lost it all: app,
 * passkeys, recovery codes. Every session of theirs ends and they get a mail. Admins only, and
 * never for oneself: whoever holds an admin's session must not get rid of their factors (409).
 * Doing it twice is harmless. Says how many factors there were.
 */
export async function resetFactors(
  scope: Scope<Technician | System>,
  { id }: z.output<typeof ResetFactors>,
): Promise<{ removed: number }> {
  refuseUnlessCan(scope, 'resetFactors');
  const { actor, tenant } = scope;
  if (actor.kind === 'technician' && actor.id === id) throw new Refusal('people.notYourself');
  const owner = { tenantId: tenant.id, technicianId: id };
  return inTransaction(scope, async (tx) => {
    const { name, email, language, disabledAt } = await lockTechnician(tx, scope, id);
    const removed = await countFactors(tx, owner);
    await tx.delete(technicianTotps).where(ofOwner(technicianTotps, owner));
    await tx.delete(passkeys).where(ofOwner(passkeys, owner));
    await tx.delete(recoveryCodes).where(ofOwner(recoveryCodes, owner));
    if (removed === 0) return { removed };
    await tx
      .update(technicians)
      .set({ credentialVersion: sql`credential_version + 1`, updatedAt: sql`now()` })
      .where(ownTechnician(scope, id));
    if (!disabledAt) {
      await queueMail(tx, scope, {
        template: 'factorsReset',
        to: { address: email, name, language: readersLanguage(scope, language) },
        about: id,
        params: { by: actor.kind === 'technician' ? actor.name : '' },
      });
    }
    await record(tx, scope, 'technician.factorsReset', id);
    return { removed };
  });
}
