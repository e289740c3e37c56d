import 'server-only';
import { and, eq, lt, sql } from 'drizzle-orm';
import { atTheDoor, inTenant } from '@/access/in-transaction';
import { clock, minutes } from '@/platform/clock';
import { enqueue } from '@/platform/enqueue';
import { deliveryKey } from './queue-mail';
import { outboxMessages } from './tables';

/**
 * Orders again what should have left a minute ago: a process was killed while it was sending,
 * and the queue would hold its job back for hours. Every minute; repeating it is harmless.
 */
export async function resumeMail(): Promise<void> {
  const { rows } = await atTheDoor((tx) =>
    tx.execute<{ id: string }>(sql`select id from app.tenants_with_late_mail() as id`),
  );
  const late = new Date(clock.now().getTime() - minutes(1));
  for (const { id: tenantId } of rows) {
    await inTenant(tenantId, async (tx) => {
      const waiting = await tx
        .select({ id: outboxMessages.id })
        .from(outboxMessages)
        .where(
          and(
            eq(outboxMessages.tenantId, tenantId),
            eq(outboxMessages.state, 'queued'),
            lt(outboxMessages.nextTryAt, late),
          ),
        )
        .limit(500);
      for (const { id } of waiting) {
        await enqueue(tx, 'deliverMail', { tenantId, messageId: id }, { jobKey: deliveryKey(id) });
      }
    });
  }
}
