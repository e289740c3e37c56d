import 'server-only';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { Refusal } from '@/platform/errors';
import { lockContact } from './contact-rows';
import { openInitialPassword } from './initial-password';
import { refuseUnlessCan } from './policy';

export const RevealInitialPassword = z.object({ id: z.uuid() });

export interface Credentials {
  username: string;
  initialPassword: string;
}

/**
 * Shows the generated password; each time is audited. Refuses (409) after the first sign-in,
 * when it has been wiped.
 */
export async function revealInitialPassword(
  scope: Scope<Staff>,
  { id }: z.output<typeof RevealInitialPassword>,
): Promise<Credentials> {
  refuseUnlessCan(scope, 'handleCredentials');
  return inTransaction(scope, async (tx) => {
    const row = await lockContact(tx, scope, id);
    const initialPassword = openInitialPassword(row.initialPasswordSealed);
    if (initialPassword === undefined) throw new Refusal('people.noInitialPassword');
    await record(tx, scope, 'contact.passwordRevealed', id);
    return { username: row.username, initialPassword };
  });
}
