import 'server-only';
import { and, eq } from 'drizzle-orm';
import type { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import type { Contact, Scope, Technician } from '@/access/scope';
import { type ChangePassword, changePassword } from '@/people/change-password';
import { ownSessions } from './own-sessions';
import { sessions } from './tables';

/** Sets a password of one's own; every other sign-in ends, this one goes on. */
export async function changeOwnPassword(
  scope: Scope<Contact | Technician>,
  input: z.infer<typeof ChangePassword>,
): Promise<void> {
  const { credentialVersion } = await changePassword(scope, input);
  await inTransaction(scope, (tx) =>
    tx
      .update(sessions)
      .set({ credentialVersion })
      .where(and(ownSessions(scope), eq(sessions.id, scope.actor.sessionId))),
  );
}
