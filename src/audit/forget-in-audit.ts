import 'server-only';
import { sql } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';

/**
 * Takes contacts who have just been erased out of the log: their name and addresses where they
 * acted, and what was written down of them. Everything else stays as it is, and so does the fact
 * that it happened: this is the one way in which entries change, and the caller records it.
 */
export async function forgetInAudit(tx: Tx, contactIds: readonly string[]): Promise<void> {
  const ids = sql.join(
    contactIds.map((id) => sql`${id}::uuid`),
    sql`, `,
  );
  await tx.execute(sql`select app.forget_in_audit(array[${ids}]::uuid[])`);
}
