import 'server-only';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { voidMails } from '@/notifications/void-mails';
import { postgresCode, postgresConstraint } from '@/platform/errors';
import { voidPasswordLinks } from './account-rows';
import { lockContact, ownContact } from './contact-rows';
import { emailTaken, refuseTakenEmail, refuseUnknownCompany } from './insert-contact';
import {
  addressOf,
  optionalLanguage,
  optionalText,
  personName,
  phoneOf,
  yesOrNo,
} from './person-input';
import { refuseUnlessCan } from './policy';
import { contacts } from './tables';

/**
 * What is left out stays as it is, but that nobody is another company's primary contact unless
 * that is said. The username never changes.
 */
export const ChangeContact = z.object({
  id: z.uuid(),
  companyId: z.uuid().toLowerCase().optional(),
  name: personName.optional(),
  email: optionalText(254).optional(),
  language: optionalLanguage.optional(),
  isPrimary: yesOrNo.optional(),
  phone: optionalText(40).optional(),
});

/**
 * Changes a contact's record. A new e-mail address voids what waits for the old one and the
 * links that were sent there. Refuses as `createContact` does.
 */
export async function changeContact(
  scope: Scope<Staff>,
  input: z.output<typeof ChangeContact>,
): Promise<void> {
  refuseUnlessCan(scope, 'changeContacts');
  const { id, ...change } = input;
  const email = input.email === undefined ? undefined : addressOf(input.email);
  const phone = input.phone === undefined ? undefined : phoneOf(input.phone);
  await inTransaction(scope, async (tx) => {
    const row = await lockContact(tx, scope, id);
    const before = factsOf(row);
    const moves = change.companyId !== undefined && change.companyId !== before.companyId;
    const isPrimary = change.isPrimary ?? (moves ? false : before.isPrimary);
    const after = { ...before, ...withoutGaps({ ...change, email, phone }), isPrimary };
    if (email) await refuseTakenEmail(tx, scope.tenant.id, email, id);
    await tx
      .update(contacts)
      .set({ ...after, updatedAt: sql`now()` })
      .where(ownContact(scope, id))
      .catch(inWords);
    if (after.email !== before.email) {
      await voidMails(tx, scope, { about: id });
      await voidPasswordLinks(tx, { tenantId: scope.tenant.id, kind: 'contact', id });
    }
    await record(tx, scope, 'contact.changed', id, { before, after });
  });
}

type Row = typeof contacts.$inferSelect;

function factsOf({ companyId, name, email, language, isPrimary, phone }: Row) {
  return { companyId, name, email, language, isPrimary, phone };
}

function withoutGaps<T extends object>(change: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(change).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

/** Two changes at once to one address: the unique index lets one through. */
function inWords(error: unknown): never {
  if (postgresCode(error) === '23505' && postgresConstraint(error) === 'contacts_email') {
    throw emailTaken();
  }
  return refuseUnknownCompany(error);
}
