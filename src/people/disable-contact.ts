import 'server-only';
import { and, isNotNull, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { voidMails } from '@/notifications/void-mails';
import { voidPasswordLinks } from './account-rows';
import { lockContact, ownContact } from './contact-rows';
import { refuseUnlessCan } from './policy';
import { contacts } from './tables';

export const DisableContact = z.object({ id: z.uuid() });
export const EnableContact = DisableContact;

/**
 * Ends a contact's access at their next request: every session, every link, every mail that
 * waits. Their tickets stay. Doing it twice is harmless.
 */
export async function disableContact(
  scope: Scope<Staff>,
  { id }: z.output<typeof DisableContact>,
): Promise<void> {
  refuseUnlessCan(scope, 'changeContacts');
  await inTransaction(scope, async (tx) => {
    await lockContact(tx, scope, id);
    const [row] = await tx
      .update(contacts)
      .set({
        disabledAt: sql`now()`,
        updatedAt: sql`now()`,
        credentialVersion: sql`${contacts.credentialVersion} + 1`,
      })
      .where(and(ownContact(scope, id), isNull(contacts.disabledAt)))
      .returning({ id: contacts.id });
    if (!row) return;
    await voidMails(tx, scope, { about: id });
    await voidPasswordLinks(tx, { tenantId: scope.tenant.id, kind: 'contact', id });
    await record(tx, scope, 'contact.disabled', id);
  });
}

/** Gives the access back, with the password as it was. Doing it twice is harmless. */
export async function enableContact(
  scope: Scope<Staff>,
  { id }: z.output<typeof EnableContact>,
): Promise<void> {
  refuseUnlessCan(scope, 'changeContacts');
  await inTransaction(scope, async (tx) => {
    await lockContact(tx, scope, id);
    const [row] = await tx
      .update(contacts)
      .set({ disabledAt: null, updatedAt: sql`now()` })
      .where(and(ownContact(scope, id), isNotNull(contacts.disabledAt)))
      .returning({ id: contacts.id });
    if (row) await record(tx, scope, 'contact.enabled', id);
  });
}
