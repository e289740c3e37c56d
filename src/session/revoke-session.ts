import 'server-only';
import { and, eq, isNull, ne, sql } from 'drizzle-orm';
import { z } from 'zod';
import { inTenant, inTransaction } from '@/access/in-transaction';
import type { Contact, Scope, Technician } from '@/access/scope';
import { record } from '@/audit/record';
import { orNotFound } from '@/platform/errors';
import { ownSessions } from './own-sessions';
import { sessions } from './tables';
import type { Place } from './tenant-of-request';

export const RevokeSession = z.object({ sessionId: z.uuid() });

/** Ends one of one's own sign-ins; whoever holds its cookie is signed out at the next request. */
export async function revokeSession(
  scope: Scope<Contact | Technician>,
  { sessionId }: z.infer<typeof RevokeSession>,
): Promise<void> {
  await inTransaction(scope, async (tx) => {
    const [row] = await tx
      .update(sessions)
      .set({ revokedAt: sql`now()` })
      .where(and(ownSessions(scope), eq(sessions.id, sessionId), isNull(sessions.revokedAt)))
      .returning({ id: sessions.id });
    orNotFound(row);
    await record(tx, scope, 'session.revoked', sessionId);
  });
}

/** Ends every other sign-in of one's own. */
export async function revokeOtherSessions(scope: Scope<Contact | Technician>): Promise<void> {
  await inTransaction(scope, async (tx) => {
    await tx
      .update(sessions)
      .set({ revokedAt: sql`now()` })
      .where(
        and(ownSessions(scope), ne(sessions.id, scope.actor.sessionId), isNull(sessions.revokedAt)),
      );
    await record(tx, scope, 'session.othersRevoked', scope.actor.id);
  });
}

/** Ends the session of a sign-out; a second one is harmless. */
export async function endSession(
  { tenant }: Pick<Place, 'tenant'>,
  sessionId: string,
): Promise<void> {
  await inTenant(tenant.id, (tx) =>
    tx
      .update(sessions)
      .set({ revokedAt: sql`now()` })
      .where(and(eq(sessions.tenantId, tenant.id), eq(sessions.id, sessionId))),
  );
}
