import 'server-only';
import { and, ne, sql } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { lockContact, ownContact } from './contact-rows';
import { yesOrNo } from './person-input';
import { refuseUnlessCan } from './policy';
import { contacts } from './tables';

export const SetPrimaryContact = z.object({ id: z.uuid(), isPrimary: yesOrNo });

/**
 * Lets a contact see every ticket of their company, or their own only, from their next request
 * on. A company may have several. Setting what is set already changes nothing.
 */
export async function setPrimaryContact(
  scope: Scope<Staff>,
  { id, isPrimary }: z.output<typeof SetPrimaryContact>,
): Promise<void> {
  refuseUnlessCan(scope, 'changeContacts');
  await inTransaction(scope, async (tx) => {
    await lockContact(tx, scope, id);
    const [row] = await tx
      .update(contacts)
      .set({ isPrimary, updatedAt: sql`now()` })
      .where(and(ownContact(scope, id), ne(contacts.isPrimary, isPrimary)))
      .returning({ id: contacts.id });
    if (!row) return;
    await record(tx, scope, isPrimary ? 'contact.madePrimary' : 'contact.notPrimary', id);
  });
}
