import 'server-only';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { suppressionOf } from '@/notifications/outbound/suppress-address';
import { Refusal } from '@/platform/errors';
import { lockContact } from './contact-rows';
import { replacePassword } from './generate-credentials';
import { generatePassword, openInitialPassword } from './initial-password';
import { refuseUnlessCan } from './policy';
import { queueWelcome } from './queue-welcome';

export const SendWelcome = z.object({ id: z.uuid() });

/**
 * Sends the welcome mail (again). A second mail carries a new password and the first one's is
 * void. Whoever has set a password of their own keeps it and gets a link. Refuses (409) without
 * an address or for a disabled contact, and where nothing is mailed to the address.
 */
export async function sendWelcome(
  scope: Scope<Staff>,
  { id }: z.output<typeof SendWelcome>,
): Promise<void> {
  refuseUnlessCan(scope, 'handleCredentials');
  const fresh = await generatePassword();
  await inTransaction(scope, async (tx) => {
    const row = await lockContact(tx, scope, id);
    const { name, email, username, language } = row;
    if (row.disabledAt) throw new Refusal('people.contactDisabled');
    if (email === null) throw new Refusal('people.noAddress');
    if (await suppressionOf(tx, scope, email)) throw new Refusal('people.notMailed');
    const hasOwn = row.passwordHash !== null && !row.mustChangePassword;
    const isFirst = row.welcomedAt === null;
    const shown = isFirst ? openInitialPassword(row.initialPasswordSealed) : undefined;
    if (!hasOwn && shown === undefined) await replacePassword(tx, scope, id, fresh);
    const password = hasOwn ? undefined : (shown ?? fresh.plain);
    await queueWelcome(tx, scope, { id, name, email, username, language }, password);
    await record(tx, scope, 'contact.welcomed', id);
  });
}
