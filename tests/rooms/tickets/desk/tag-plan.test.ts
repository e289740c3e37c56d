import { PgDialect } from 'drizzle-orm/pg-core';
import { Client } from 'pg';
import { afterAll, expect, it } from 'vitest';
import { planList } from '@/tickets/plan-list';
import { readTicketList } from '@/tickets/read-ticket-list';
import { freshDatabase } from '~tests/setup/fresh-database';
import { makeDesk } from '../desk';
import { manyTickets } from '../many-tickets';

const urls = await freshDatabase();
const { tenant, technician } = await makeDesk();
await manyTickets(urls.admin, tenant, 50_000);
const admin = new Client({ connectionString: urls.admin });
await admin.connect();
await admin.query('SET session_replication_role = replica');
for (const [name, every] of [
  ['Seldom', 1_000],
  ['Now and then', 80],
  ['Often', 2],
] as const) {
  await admin.query(
    `WITH tag AS (INSERT INTO tags (tenant_id, id, name)
       VALUES ($1, gen_random_uuid(), $2) RETURNING id)
     INSERT INTO ticket_tags (tenant_id, ticket_id, tag_id)
     SELECT $1, t.id, tag.id FROM tickets t, tag WHERE t.tenant_id = $1 AND t.number % $3 = 0`,
    [tenant.id, name, every],
  );
}
await admin.query('VACUUM ANALYZE tags, ticket_tags');
await admin.end();
const client = new Client({ connectionString: urls.runtime });
await client.connect();
afterAll(() => client.end());

interface Node {
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  Plans?: Node[];
}

const under = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(under)];

/** A thousand tags are counted for either way, then listed, then their tickets fetched. */
const most = 4_100;

/** The rows that the list's own statement looks at, as it runs: planned for its values. */
async function touched(input: Parameters<typeof readTicketList>[1]): Promise<number> {
  const { statement } = planList(technician, input ?? {});
  const { sql: text, params } = new PgDialect().sqlToQuery(statement);
  await client.query(`BEGIN READ ONLY; SET LOCAL app.tenant_id = '${tenant.id}'`);
  const { rows } = await client.query(`EXPLAIN (ANALYZE, FORMAT JSON) ${text}`, params);
  await client.query('COMMIT');
  return under(rows[0]['QUERY PLAN'][0].Plan)
    .filter((node) => /^(tickets|ticket_tags)$/.test(node['Relation Name'] ?? ''))
    .map(
      (node) =>
        (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'],
    )
    .reduce((sum, rows) => sum + rows, 0);
}

it.each(['Seldom', 'Now and then', 'Often'])(
  'a list of the tag %s touches few of 50,000 tickets',
  async (tag) => {
    for (const input of [{ tag }, { tag, status: 'active' }]) {
      expect((await readTicketList(technician, input)).rows.length).toBeGreaterThan(10);
      expect(await touched(input)).toBeLessThan(most);
    }
  },
);
