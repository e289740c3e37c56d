import 'server-only';
import { sql } from 'drizzle-orm';
import { inOneTransaction } from './in-transaction';
import type { Scope } from './scope';

/**
 * Takes back what `work` did where it fails, and only that: the transaction around it, if there is
 * one, may go on. One after the other, never side by side.
 */
export function inSavepoint<T>(scope: Pick<Scope, 'tenant'>, work: () => Promise<T>): Promise<T> {
  return inOneTransaction(scope, async (tx) => {
    await tx.execute(sql`savepoint attempt`);
    try {
      const result = await work();
      await tx.execute(sql`release savepoint attempt`);
      return result;
    } catch (error) {
      await tx.execute(sql`rollback to savepoint attempt`);
      throw error;
    }
  });
}
