import 'server-only';
import { sql } from 'drizzle-orm';
import type { Tx } from './db';

/**
 * Adds a background job when `tx` commits. `name` is a key of `src/jobs.ts`; the payload holds
 * ids only. A second job with the same `jobKey` replaces the waiting one.
 */
export async function enqueue(
  tx: Tx,
  name: string,
  payload: Record<string, unknown>,
  { runAt, jobKey }: { runAt?: Date; jobKey?: string } = {},
): Promise<void> {
  await tx.execute(
    sql`select app.enqueue(${name}, ${JSON.stringify(payload)}::json, ${runAt?.toISOString() ?? null}::timestamptz, ${jobKey ?? null})`,
  );
}
