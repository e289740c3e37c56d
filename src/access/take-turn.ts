import 'server-only';
import { sql } from 'drizzle-orm';
import type { Tx } from './in-transaction';

/**
 * Waits until no other transaction, of whatever process, has the turn of this name, and has it until
 * `tx` ends. Names are everybody's: one of a tenant's own holds its id.
 */
export async function takeTurn(tx: Tx, name: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`);
}
