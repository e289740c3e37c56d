import 'server-only';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { voidMails } from '@/notifications/void-mails';
import { postgresConstraint } from '@/platform/errors';
import { voidPasswordLinks } from './account-rows';
import { technicianAddress } from './create-technician';
import { emailTaken } from './insert-contact';
import { optionalLanguage, personName } from './person-input';
import { refuseUnlessCan } from './policy';
import { technicians } from './tables';
import { lockAdmins, lockTechnician, ownTechnician, refuseLastAdmin } from './technician-rows';

/** What is left out stays as it is. */
export const ChangeTechnician = z.object({
  id: z.uuid(),
  name: personName.optional(),
  email: z.string().min(1).max(254).optional(),
  role: z.enum(['admin', 'technician']).optional(),
  language: optionalLanguage.optional(),
});

/** Changes a technician's record; their rights from their next request. Refuses (409) to
 * demote the last admin, and (422) an address that another technician has. */
export async function changeTechnician(
  scope: Scope<Staff>,
  input: z.output<typeof ChangeTechnician>,
): Promise<void> {
  refuseUnlessCan(scope, 'changeTechnicians');
  const { id } = input;
  const email = input.email === undefined ? undefined : technicianAddress(input.email);
  await inTransaction(scope, async (tx) => {
    const admins = await lockAdmins(tx, scope);
    const row = await lockTechnician(tx, scope, id);
    const before = { name: row.name, email: row.email, role: row.role, language: row.language };
    const after = {
      name: input.name ?? before.name,
      email: email ?? before.email,
      role: input.role ?? before.role,
      language: input.language === undefined ? before.language : input.language,
    };
    if (after.role !== 'admin') refuseLastAdmin(admins, id);
    await tx
      .update(technicians)
      .set({ ...after, updatedAt: sql`now()` })
      .where(ownTechnician(scope, id))
      .catch((error: unknown) => {
        throw postgresConstraint(error) === 'technicians_email' ? emailTaken() : error;
      });
    if (after.email !== before.email) {
      await voidMails(tx, scope, { about: id });
      await voidPasswordLinks(tx, { tenantId: scope.tenant.id, kind: 'technician', id });
    }
    await record(tx, scope, 'technician.changed', id, { before, after });
  });
}
