import { sql } from 'drizzle-orm';
import { describe, expect, inject, it } from 'vitest';
import { atTheDoor, inReadTransaction, inTransaction } from '@/access/in-transaction';
import { loadTestData } from '@/cli/load-test-data';
import { newId } from '@/platform/ids';
import { freshDatabase } from '~tests/setup/fresh-database';
import { onDatabase } from '~tests/setup/statement';

/**
 * The behaviour behind `protection.test.ts`, for every table there is: tried as the runtime
 * role on a database that holds rows of two tenants.
 */
const urls = await freshDatabase({ max: 2 });
await loadTestData({ tenants: 2, tickets: 20 });
const own = await onDatabase<{ id: string }>(urls.admin, 'SELECT id FROM tenants ORDER BY slug');
const [a, b] = own.map(({ id }) => ({ tenant: { id } }) as Parameters<typeof inTransaction>[0]);
const tables = await onDatabase<{ name: string; rows: number }>(
  urls.admin,
  `SELECT c.relname AS name,
     (xpath('/row/n/text()', query_to_xml(format('SELECT count(*) AS n FROM %I', c.relname), false, true, '')))[1]::text::int AS rows
   FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE n.nspname = 'public' AND c.relkind = 'r' ORDER BY 1`,
);
const tenantColumn = (name: string) => sql.identifier(name === 'tenants' ? 'id' : 'tenant_id');

describe('isolation of every table', () => {
  it('there are tables, and most hold rows of both tenants', () => {
    expect(tables.length).toBeGreaterThan(20);
    expect(tables.filter(({ rows }) => rows >= 2).length).toBeGreaterThan(8);
    expect(inject('adminUrl')).toBeTruthy();
  });

  it.each(tables)('$name: no tenant, no rows, an error', async ({ name }) => {
    await expect(
      atTheDoor((tx) => tx.execute(sql`select 1 from ${sql.identifier(name)}`)),
    ).rejects.toThrow();
  });

  it.each(tables)('$name: B sees, changes and deletes nothing of A', async ({ name }) => {
    const table = sql.identifier(name);
    const foreign = sql`${tenantColumn(name)} = ${a!.tenant.id}`;
    const seen = await inReadTransaction(b!, (tx) =>
      tx.execute(sql`select 1 from ${table} where ${foreign}`),
    );
    expect(seen.rows).toEqual([]);
    for (const statement of [
      sql`update ${table} set ${tenantColumn(name)} = ${tenantColumn(name)} where ${foreign}`,
      sql`delete from ${table} where ${foreign}`,
    ]) {
      const changed = await inTransaction(b!, (tx) => tx.execute(statement)).catch(denied);
      expect(changed).toMatchObject({ rowCount: 0 });
    }
  });

  it.each(tables.filter(({ rows }) => rows > 0))(
    '$name: a row can’t be moved to another tenant',
    async ({ name }) => {
      const table = sql.identifier(name);
      const column = tenantColumn(name);
      const moved = inTransaction(b!, (tx) =>
        tx.execute(
          sql`update ${table} set ${column} = ${a!.tenant.id} where ${column} = ${b!.tenant.id}`,
        ),
      );
      const outcome = await moved.then(
        (result) => result.rowCount,
        (error: Error) => (error.cause as { code?: string } | undefined)?.code,
      );
      // 42501: the policy or the grant says no; 0 rows: there is none of B's own.
      expect([0, '42501']).toContain(outcome);
    },
  );

  it('the same connection after COMMIT has no tenant left', async () => {
    const one = await freshConnection();
    try {
      await one.query(`BEGIN; SET LOCAL app.tenant_id = '${a!.tenant.id}'; COMMIT`);
      await expect(one.query('SELECT 1 FROM tickets')).rejects.toMatchObject({ code: '22P02' });
    } finally {
      await one.end();
    }
  });

  it('a prepared statement gives each tenant its own rows', async () => {
    const one = await freshConnection();
    const read = async (tenantId: string) => {
      await one.query(`BEGIN; SET LOCAL app.tenant_id = '${tenantId}'`);
      const { rows } = await one.query({
        name: 'tickets',
        text: 'SELECT DISTINCT tenant_id FROM tickets',
      });
      await one.query('COMMIT');
      return rows;
    };
    try {
      for (let i = 0; i < 8; i++) {
        expect(await read(a!.tenant.id)).toEqual([{ tenant_id: a!.tenant.id }]);
        expect(await read(b!.tenant.id)).toEqual([{ tenant_id: b!.tenant.id }]);
      }
      expect(await read(newId())).toEqual([]);
    } finally {
      await one.end();
    }
  });
});

/** A grant that says no before the policy is asked is as good as no row. */
function denied(error: Error): { rowCount: number } {
  if ((error.cause as { code?: string } | undefined)?.code === '42501') return { rowCount: 0 };
  throw error;
}

async function freshConnection() {
  const { Client } = await import('pg');
  const client = new Client({ connectionString: urls.runtime });
  await client.connect();
  return client;
}
