import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { mergeMailStops } from '@/notifications/outbound/mail-choices-of-person';
import { voidMails } from '@/notifications/void-mails';
import { Refusal } from '@/platform/errors';
import { mergeMembers } from '@/settings/forget-members';
import { voidPasswordLinks } from './account-rows';
import { lockContact, ownContact } from './contact-rows';
import { contacts } from './tables';

/**
 * Makes one record of two of the same company. The kept one gets the address, phone and language
 * that it lacks, and which mails the duplicate has stopped; the duplicate can't sign in any more and
 * points to it. Refuses (409) contacts of two companies, and one who is gone.
 */
export async function mergeContactRows(
  tx: Tx,
  scope: Scope,
  { keepId, duplicateId }: { keepId: string; duplicateId: string },
): Promise<void> {
  // Always in the same order, so that two merges of the same pair wait instead of blocking.
  const locked = new Map<string, typeof contacts.$inferSelect>();
  for (const id of [keepId, duplicateId].sort()) locked.set(id, await lockContact(tx, scope, id));
  const keep = locked.get(keepId)!;
  const duplicate = locked.get(duplicateId)!;
  if (keep.companyId !== duplicate.companyId) throw new Refusal('people.mergeOtherCompany');
  const takesEmail = keep.email === null && duplicate.email !== null;
  await tx
    .update(contacts)
    .set({
      mergedInto: keepId,
      disabledAt: sql`coalesce(${contacts.disabledAt}, now())`,
      isPrimary: false,
      initialPasswordSealed: null,
      credentialVersion: sql`${contacts.credentialVersion} + 1`,
      updatedAt: sql`now()`,
      ...(takesEmail && { email: null }),
    })
    .where(ownContact(scope, duplicateId));
  await tx
    .update(contacts)
    .set({ mergedInto: keepId })
    .where(and(eq(contacts.tenantId, scope.tenant.id), eq(contacts.mergedInto, duplicateId)));
  await tx
    .update(contacts)
    .set({
      email: keep.email ?? duplicate.email,
      phone: keep.phone ?? duplicate.phone,
      language: keep.language ?? duplicate.language,
      updatedAt: sql`now()`,
    })
    .where(ownContact(scope, keepId));
  await mergeMembers(tx, scope, { keepId, duplicateId });
  await mergeMailStops(tx, scope, { keepId, duplicateId });
  await voidMails(tx, scope, { about: duplicateId });
  await voidPasswordLinks(tx, { tenantId: scope.tenant.id, kind: 'contact', id: duplicateId });
}
