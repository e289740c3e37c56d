import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { atTheDoor, inTenant } from '@/access/in-transaction';
import { clock } from '@/platform/clock';
import { enqueue } from '@/platform/enqueue';
import { inboundMails } from './tables';
import { readingKey } from './take-in';

/**
 * Orders again what came in two minutes ago and nobody has settled: a process was killed over it,
 * and the queue would hold its job back for hours; or DNS did not say who sent it. After the second
 * try it rests four minutes from its arrival on, then eight and so on. Every minute; repeating it
 * is harmless.
 */
export async function resumeInbound(): Promise<void> {
  const { rows } = await atTheDoor((tx) =>
    tx.execute<{ id: string }>(sql`select id from app.tenants_with_unread_mail() as id`),
  );
  const now = clock.now().toISOString();
  const rest = sql`interval '1 minute' * power(2, greatest(${inboundMails.attempts}, 1))`;
  for (const { id: tenantId } of rows) {
    await inTenant(tenantId, async (tx) => {
      const waiting = await tx
        .select({ id: inboundMails.id })
        .from(inboundMails)
        .where(
          and(
            eq(inboundMails.tenantId, tenantId),
            eq(inboundMails.state, 'waiting'),
            sql`${inboundMails.receivedAt} < ${now}::timestamptz - ${rest}`,
          ),
        )
        .orderBy(inboundMails.receivedAt)
        .limit(500);
      for (const { id } of waiting) {
        await enqueue(tx, 'receiveMail', { tenantId, mailId: id }, { jobKey: readingKey(id) });
      }
    });
  }
}
