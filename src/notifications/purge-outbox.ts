import 'server-only';
import { and, eq, lt, ne } from 'drizzle-orm';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, System } from '@/access/scope';
import { clock, days } from '@/platform/clock';
import { outboxMessages } from './tables';

/** Long enough to answer "did that mail leave?"; what people wrote stays on the ticket. */
const kept = days(90);

/** Removes a tenant's mails of 90 days ago that don't wait any more. A job does it for each. */
export async function purgeOutbox({ tenant }: Scope<System>): Promise<{ removed: number }> {
  const gone = await inTransaction({ tenant }, (tx) =>
    tx
      .delete(outboxMessages)
      .where(
        and(
          eq(outboxMessages.tenantId, tenant.id),
          ne(outboxMessages.state, 'queued'),
          lt(outboxMessages.createdAt, new Date(clock.now().getTime() - kept)),
        ),
      )
      .returning({ id: outboxMessages.id }),
  );
  return { removed: gone.length };
}
