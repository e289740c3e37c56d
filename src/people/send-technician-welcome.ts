import 'server-only';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { suppressionOf } from '@/notifications/outbound/suppress-address';
import { Refusal } from '@/platform/errors';
import { queueTechnicianWelcome } from './create-technician';
import { refuseUnlessCan } from './policy';
import { lockTechnician } from './technician-rows';

export const SendTechnicianWelcome = z.object({ id: z.uuid() });

/** Mails a new link to set a password; the earlier one is void. Refuses (409) when disabled or not mailed. */
export async function sendTechnicianWelcome(
  scope: Scope<Staff>,
  { id }: z.output<typeof SendTechnicianWelcome>,
): Promise<void> {
  refuseUnlessCan(scope, 'changeTechnicians');
  await inTransaction(scope, async (tx) => {
    const row = await lockTechnician(tx, scope, id);
    if (row.disabledAt) throw new Refusal('people.technicianDisabled');
    const { name, email, language } = row;
    if (await suppressionOf(tx, scope, email)) throw new Refusal('people.notMailed');
    await queueTechnicianWelcome(tx, scope, { id, name, email, language });
    await record(tx, scope, 'technician.welcomed', id);
  });
}
