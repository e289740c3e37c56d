import 'server-only';
import { and, eq } from 'drizzle-orm';
import type { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import { refuseInPreview } from '@/access/refuse-in-preview';
import type { Contact, Scope, Technician } from '@/access/scope';
import { type ChangePassword, changePassword } from '@/people/change-password';
import { forgetRate, limitRate } from './limit-rate';
import { ownSessions } from './own-sessions';
import { sessions } from './tables';

/** Whoever holds somebody's session must not find out their password by trying. */
const perAccount = { limit: 10, windowSeconds: 900 };

/**
 * Sets a password of one's own; every other sign-in ends, this one goes on. Refuses as
 * `changePassword` does, and (429) more than ten tries in a quarter of an hour. Nobody tries the
 * password of a contact whom they preview.
 */
export async function changeOwnPassword(
  scope: Scope<Contact | Technician>,
  input: z.infer<typeof ChangePassword>,
): Promise<void> {
  refuseInPreview(scope);
  const key = `change-password:${scope.actor.kind}:${scope.actor.id}`;
  await limitRate(scope.tenant.id, key, perAccount);
  const { credentialVersion } = await changePassword(scope, input);
  await forgetRate(scope.tenant.id, key);
  await inTransaction(scope, (tx) =>
    tx
      .update(sessions)
      .set({ credentialVersion })
      .where(and(ownSessions(scope), eq(sessions.id, scope.actor.sessionId))),
  );
}
