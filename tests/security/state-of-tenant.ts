import { Client } from 'pg';

/** Written on purpose where somebody is refused. */
const notes = new Set(['audit_events', 'rate_counters']);

/**
 * A hash of each tenant table's rows of one tenant, its log and counters aside: equal before and
 * after means that nothing was done.
 */
export async function stateOfTenant(
  databaseUrl: string,
  tenantId: string,
): Promise<Record<string, string>> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ table: string }>(
      `SELECT table_name AS table FROM information_schema.columns
       WHERE column_name = 'tenant_id' AND table_schema = 'public' ORDER BY 1`,
    );
    const state: Record<string, string> = {};
    for (const { table } of rows.filter((row) => !notes.has(row.table))) {
      const found = await client.query<{ hash: string }>(
        `SELECT count(*) || ' ' || md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) AS hash
         FROM "${table}" t WHERE tenant_id = $1`,
        [tenantId],
      );
      state[table] = found.rows[0]?.hash ?? '';
    }
    return state;
  } finally {
    await client.end();
  }
}
