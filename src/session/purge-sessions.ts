import 'server-only';
import { and, eq, lt, or, sql } from 'drizzle-orm';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, System } from '@/access/scope';
import { providerAttempts } from './provider/tables';
import { signInLinks } from './sign-in-link/tables';
import { rateCounters, sessions } from './tables';

/**
 * Removes sign-ins that ended a month ago, with where they came from, links that signed in as
 * long ago, ways to providers that nobody came back from, and counters whose window is over. A
 * job does it for each tenant; who signed in when stays in the audit log.
 */
export async function purgeSessions({ tenant }: Scope<System>): Promise<{ removed: number }> {
  const monthAgo = sql`now() - interval '30 days'`;
  return inTransaction({ tenant }, async (tx) => {
    const gone = await tx
      .delete(sessions)
      .where(
        and(
          eq(sessions.tenantId, tenant.id),
          or(lt(sessions.expiresAt, monthAgo), lt(sessions.revokedAt, monthAgo)),
        ),
      )
      .returning({ id: sessions.id });
    await tx
      .delete(rateCounters)
      .where(and(eq(rateCounters.tenantId, tenant.id), lt(rateCounters.windowEndsAt, sql`now()`)));
    await tx
      .delete(signInLinks)
      .where(and(eq(signInLinks.tenantId, tenant.id), lt(signInLinks.expiresAt, monthAgo)));
    await tx
      .delete(providerAttempts)
      .where(
        and(
          eq(providerAttempts.tenantId, tenant.id),
          lt(providerAttempts.expiresAt, sql`now() - interval '1 day'`),
        ),
      );
    return { removed: gone.length };
  });
}
