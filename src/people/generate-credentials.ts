import 'server-only';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction, type Tx } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { voidMails } from '@/notifications/void-mails';
import { Refusal } from '@/platform/errors';
import { voidPasswordLinks } from './account-rows';
import { secretTemplates } from './change-password';
import { lockContact, ownContact } from './contact-rows';
import { type GeneratedPassword, generatePassword } from './initial-password';
import { refuseUnlessCan } from './policy';
import type { Credentials } from './reveal-initial-password';
import { contacts } from './tables';

export const GenerateCredentials = z.object({ id: z.uuid() });

/**
 * Makes a new password, which the first sign-in asks to change. The old one, its sessions, its
 * links and the mails that carry it are void. Refuses (409) for a disabled contact.
 */
export async function generateCredentials(
  scope: Scope<Staff>,
  { id }: z.output<typeof GenerateCredentials>,
): Promise<Credentials> {
  refuseUnlessCan(scope, 'handleCredentials');
  const password = await generatePassword();
  return inTransaction(scope, async (tx) => {
    const row = await lockContact(tx, scope, id);
    if (row.disabledAt) throw new Refusal('people.contactDisabled');
    await replacePassword(tx, scope, id, password);
    await voidPasswordLinks(tx, { tenantId: scope.tenant.id, kind: 'contact', id });
    await voidMails(tx, scope, { about: id, templates: secretTemplates });
    await record(tx, scope, 'contact.credentialsGenerated', id);
    return { username: row.username, initialPassword: password.plain };
  });
}

/** The contact's password is the generated one from now on; sessions of the old one end. */
export async function replacePassword(
  tx: Tx,
  scope: Scope,
  id: string,
  password: GeneratedPassword,
): Promise<void> {
  await tx
    .update(contacts)
    .set({
      ...password.columns,
      credentialVersion: sql`${contacts.credentialVersion} + 1`,
      updatedAt: sql`now()`,
    })
    .where(ownContact(scope, id));
}
