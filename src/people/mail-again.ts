import 'server-only';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { liftSuppression } from '@/notifications/outbound/suppress-address';
import { lockContact } from './contact-rows';
import { refuseUnlessCan } from './policy';
import { lockTechnician } from './technician-rows';

export const MailContactAgain = z.object({ id: z.uuid() });
export const MailTechnicianAgain = MailContactAgain;

/**
 * Lets mails go to a contact's address again, after those before came back; the next one that
 * comes back ends that. Where they are mailed anyhow, nothing happens.
 */
export async function mailContactAgain(
  scope: Scope<Staff>,
  { id }: z.output<typeof MailContactAgain>,
): Promise<void> {
  refuseUnlessCan(scope, 'changeContacts');
  await inTransaction(scope, async (tx) => {
    const { email } = await lockContact(tx, scope, id);
    const lifted = email !== null && (await liftSuppression(tx, scope, email));
    if (lifted) await record(tx, scope, 'contact.mailedAgain', id);
  });
}

/** The same for a technician. */
export async function mailTechnicianAgain(
  scope: Scope<Staff>,
  { id }: z.output<typeof MailTechnicianAgain>,
): Promise<void> {
  refuseUnlessCan(scope, 'changeTechnicians');
  await inTransaction(scope, async (tx) => {
    const { email } = await lockTechnician(tx, scope, id);
    const lifted = await liftSuppression(tx, scope, email);
    if (lifted) await record(tx, scope, 'technician.mailedAgain', id);
  });
}
