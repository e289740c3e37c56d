import 'server-only';
import { and, isNotNull, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { voidMails } from '@/notifications/void-mails';
import { Refusal } from '@/platform/errors';
import { voidPasswordLinks } from './account-rows';
import { refuseUnlessCan } from './policy';
import { technicians } from './tables';
import { lockAdmins, lockTechnician, ownTechnician, refuseLastAdmin } from './technician-rows';

export const DisableTechnician = z.object({ id: z.uuid() });
export const EnableTechnician = DisableTechnician;

/**
 * Ends a technician's access at their next request. Refuses (409) the last admin and oneself.
 * Doing it twice is harmless.
 */
export async function disableTechnician(
  scope: Scope<Staff>,
  { id }: z.output<typeof DisableTechnician>,
): Promise<void> {
  refuseUnlessCan(scope, 'changeTechnicians');
  await inTransaction(scope, async (tx) => {
    const admins = await lockAdmins(tx, scope);
    await lockTechnician(tx, scope, id);
    refuseLastAdmin(admins, id);
    const { actor } = scope;
    if (actor.kind === 'technician' && actor.id === id) throw new Refusal('people.notYourself');
    const [row] = await tx
      .update(technicians)
      .set({
        disabledAt: sql`now()`,
        updatedAt: sql`now()`,
        credentialVersion: sql`${technicians.credentialVersion} + 1`,
      })
      .where(and(ownTechnician(scope, id), isNull(technicians.disabledAt)))
      .returning({ id: technicians.id });
    if (!row) return;
    await voidMails(tx, scope, { about: id });
    await voidPasswordLinks(tx, { tenantId: scope.tenant.id, kind: 'technician', id });
    await record(tx, scope, 'technician.disabled', id);
  });
}

/** Gives the access back, with the password as it was. Doing it twice is harmless. */
export async function enableTechnician(
  scope: Scope<Staff>,
  { id }: z.output<typeof EnableTechnician>,
): Promise<void> {
  refuseUnlessCan(scope, 'changeTechnicians');
  await inTransaction(scope, async (tx) => {
    await lockTechnician(tx, scope, id);
    const [row] = await tx
      .update(technicians)
      .set({ disabledAt: null, updatedAt: sql`now()` })
      .where(and(ownTechnician(scope, id), isNotNull(technicians.disabledAt)))
      .returning({ id: technicians.id });
    if (row) await record(tx, scope, 'technician.enabled', id);
  });
}
