import { Client } from 'pg';

/** Runs one statement as the cluster's own user, on a connection of its own. */
export async function onDatabase<Row extends object>(
  url: string,
  statement: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(statement, values)).rows;
  } finally {
    await client.end();
  }
}

/** How many connections to this database wait for a lock. */
export async function waitingForLocks(url: string): Promise<number> {
  const waiting = await onDatabase(
    url,
    "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()",
  );
  return waiting.length;
}
