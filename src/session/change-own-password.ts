import 'server-only';
import { and, eq } from 'drizzle-orm';
import type { z } from 'zod';
import { inReadTransaction, inTransaction } from '@/access/in-transaction';
import { refuseInPreview } from '@/access/refuse-in-preview';
import type { Contact, Scope, Technician } from '@/access/scope';
import { type ChangePassword, changePassword } from '@/people/change-password';
import { forgetRate, limitRate } from './limit-rate';
import { ownSessions } from './own-sessions';
import { providerKinds } from './provider/provider-kinds';
import { sessions } from './tables';

/** Whoever holds somebody's session must not find out their password by trying. */
const perAccount = { limit: 10, windowSeconds: 900 };

/**
 * Sets a password of one's own; every other sign-in ends, this one goes on. Refuses as
 * `changePassword` does, and (429) more than ten tries in a quarter of an hour. Nobody tries the
 * password of a contact whom they preview. Whom a provider vouched for never typed a generated
 * password, so they are asked for it like for any other.
 */
export async function changeOwnPassword(
  scope: Scope<Contact | Technician>,
  input: z.infer<typeof ChangePassword>,
): Promise<void> {
  refuseInPreview(scope);
  const key = `change-password:${scope.actor.kind}:${scope.actor.id}`;
  await limitRate(scope.tenant.id, key, perAccount);
  const wantsCurrent = await beganAtProvider(scope);
  const { credentialVersion } = await changePassword(scope, input, { wantsCurrent });
  await forgetRate(scope.tenant.id, key);
  await inTransaction(scope, (tx) =>
    tx
      .update(sessions)
      .set({ credentialVersion })
      .where(and(ownSessions(scope), eq(sessions.id, scope.actor.sessionId))),
  );
}

async function beganAtProvider(scope: Scope<Contact | Technician>): Promise<boolean> {
  const [row] = await inReadTransaction(scope, (tx) =>
    tx
      .select({ method: sessions.method })
      .from(sessions)
      .where(and(ownSessions(scope), eq(sessions.id, scope.actor.sessionId))),
  );
  return providerKinds.some((kind) => kind === row?.method);
}
