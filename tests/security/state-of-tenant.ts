import { Client } from 'pg';

/** Written on purpose where somebody is refused, and by jobs that go on delivering meanwhile. */
const notes = new Set(['audit_events', 'rate_counters', 'mail_tries']);

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
    const hashes = rows
      .filter((row) => !notes.has(row.table))
      .map(({ table }) => {
        // Jobs go on delivering: of a mail only its being there counts.
        const row = table === 'outbox_messages' ? 't.id::text' : 't::text';
        return `SELECT '${table}' AS table, count(*) || ' ' ||
          md5(coalesce(string_agg(${row}, '|' ORDER BY ${row}), '')) AS hash
          FROM "${table}" t WHERE tenant_id = $1`;
      });
    const found = await client.query<{ table: string; hash: string }>(hashes.join(' UNION ALL '), [
      tenantId,
    ]);
    return Object.fromEntries(found.rows.map(({ table, hash }) => [table, hash]));
  } finally {
    await client.end();
  }
}
