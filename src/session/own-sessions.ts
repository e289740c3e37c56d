import 'server-only';
import { and, desc, eq, gt, isNull, type SQL, sql } from 'drizzle-orm';
import { inReadTransaction } from '@/access/in-transaction';
import type { Contact, Scope, Technician } from '@/access/scope';
import { sessions } from './tables';

export interface SessionView {
  id: string;
  userAgent: string;
  address: string;
  /** How it began: `password`, `link`, `microsoft` and the like, and what that is called here. */
  method: string;
  methodName: string | null;
  createdAt: Date;
  lastSeenAt: Date;
  isCurrent: boolean;
}

/** The actor's own sessions: begins every query about them. */
export function ownSessions(scope: Scope<Contact | Technician>): SQL | undefined {
  const { actor, tenant } = scope;
  const owner =
    actor.kind === 'contact'
      ? eq(sessions.contactId, actor.id)
      : eq(sessions.technicianId, actor.id);
  return and(eq(sessions.tenantId, tenant.id), owner);
}

/** Where one is signed in, newest use first. */
export async function readOwnSessions(scope: Scope<Contact | Technician>): Promise<SessionView[]> {
  const rows = await inReadTransaction(scope, (tx) =>
    tx
      .select()
      .from(sessions)
      .where(
        and(ownSessions(scope), isNull(sessions.revokedAt), gt(sessions.expiresAt, sql`now()`)),
      )
      .orderBy(desc(sessions.lastSeenAt))
      .limit(50),
  );
  return rows.map(({ id, userAgent, address, method, methodName, createdAt, lastSeenAt }) => ({
    id,
    userAgent,
    address,
    method,
    methodName,
    createdAt,
    lastSeenAt,
    isCurrent: id === scope.actor.sessionId,
  }));
}
