import 'server-only';
import { z } from 'zod';
import { inReadTransaction, inTransaction } from '@/access/in-transaction';
import type { Contact, Scope, Technician } from '@/access/scope';
import { record } from '@/audit/record';
import { voidMails } from '@/notifications/void-mails';
import { orNotFound, Refusal } from '@/platform/errors';
import {
  changeCredentials,
  findAccountRow,
  nextVersion,
  ownAccount,
  voidPasswordLinks,
} from './account-rows';
import { type PasswordFault, passwordFault, passwordLength } from './password-rules';
import { hashPassword, verifyPassword } from './verify-password';

export const ChangePassword = z.object({
  /** Not needed while a generated password is in use: it was typed a moment ago. */
  current: z.string().max(1_000).optional(),
  next: z.string().max(1_000),
});

/**
 * Sets a password of one's own. Every other session ends; the caller keeps this one by writing
 * the returned version into its row. Refuses (422) a wrong current password and a bad new one;
 * `wantsCurrent` asks for a generated one too, of whoever did not sign in with it.
 */
export async function changePassword(
  scope: Scope<Contact | Technician>,
  { current, next }: z.infer<typeof ChangePassword>,
  { wantsCurrent = false } = {},
): Promise<{ credentialVersion: number }> {
  const account = ownAccount(scope);
  const row = orNotFound(await inReadTransaction(scope, (tx) => findAccountRow(tx, account)));
  const isAsked = wantsCurrent || !row.mustChangePassword;
  if (isAsked && !(await verifyPassword(row.passwordHash, current ?? ''))) {
    throw new Refusal('people.passwordWrong', {
      status: 422,
      fields: { current: 'people.passwordWrong' },
    });
  }
  await refuseBadPassword(next, row);
  const passwordHash = await hashPassword(next);
  return inTransaction(scope, async (tx) => {
    const credentialVersion = await changeCredentials(
      tx,
      account,
      {
        passwordHash,
        initialPasswordSealed: null,
        mustChangePassword: false,
        credentialVersion: nextVersion,
      },
      { credentialVersion: row.credentialVersion },
    );
    if (credentialVersion === undefined) throw new Refusal('people.passwordChangedMeanwhile');
    await voidPasswordLinks(tx, account);
    await voidMails(tx, scope, { about: account.id, templates: secretTemplates });
    await record(tx, scope, `${account.kind}.passwordChanged`, account.id);
    return { credentialVersion };
  });
}

/** Mails that carry a way in: void as soon as the secret has changed. */
export const secretTemplates = [
  'welcomePassword',
  'welcomeLink',
  'passwordLink',
  'signInLink',
  'technicianWelcome',
] as const;

/** Refuses (422, beside the field `next`) what the rules forbid and the password in use. */
export async function refuseBadPassword(
  next: string,
  row: { username: string | null; email: string | null; passwordHash: string | null },
): Promise<void> {
  const fault: PasswordFault | undefined =
    passwordFault(next, row) ??
    ((await verifyPassword(row.passwordHash, next)) ? 'people.passwordUnchanged' : undefined);
  if (!fault) return;
  throw new Refusal(fault, { status: 422, fields: { next: fault }, values: passwordLength });
}
