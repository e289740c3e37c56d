import 'server-only';
import { and, eq, isNull, lt, or } from 'drizzle-orm';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, System } from '@/access/scope';
import { clock, days } from '@/platform/clock';
import { contactImports, passwordLinks } from './tables';

/**
 * Removes import plans that nobody ran within a day, and what is a month old of imports that were
 * started, whether they came to their end or not, and of password links that have expired. A job
 * does it for each tenant.
 */
export async function purgeLinksAndImports({ tenant }: Scope<System>): Promise<void> {
  const ago = (count: number) => new Date(clock.now().getTime() - days(count));
  await inTransaction({ tenant }, async (tx) => {
    await tx
      .delete(passwordLinks)
      .where(and(eq(passwordLinks.tenantId, tenant.id), lt(passwordLinks.expiresAt, ago(30))));
    await tx
      .delete(contactImports)
      .where(
        and(
          eq(contactImports.tenantId, tenant.id),
          or(
            and(isNull(contactImports.startedAt), lt(contactImports.createdAt, ago(1))),
            lt(contactImports.startedAt, ago(30)),
          ),
        ),
      );
  });
}
