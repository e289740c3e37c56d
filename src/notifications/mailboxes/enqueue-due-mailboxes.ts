import 'server-only';
import { sql } from 'drizzle-orm';
import { atTheDoor, inTenant } from '@/access/in-transaction';
import { clock } from '@/platform/clock';
import { orderFetch } from './mailbox-rows';

/**
 * Orders a look at every mailbox whose time has come and that nobody reads, one of a killed process
 * too. Every minute; repeating it is harmless.
 */
export async function enqueueDueMailboxes(): Promise<void> {
  const at = clock.now().toISOString();
  const { rows } = await atTheDoor((tx) =>
    tx.execute<{ tenantId: string; id: string }>(
      sql`select tenant_id as "tenantId", id from app.due_mailboxes(${at}::timestamptz)`,
    ),
  );
  for (const { tenantId, id } of rows)
    await inTenant(tenantId, (tx) => orderFetch(tx, tenantId, id));
}
