import { PgDialect } from 'drizzle-orm/pg-core';
import { Client } from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import type { Scope } from '@/access/scope';
import { ListTickets, listStatement, placed, readTicketList } from '@/tickets/read-ticket-list';
import { freshDatabase } from '~tests/setup/fresh-database';
import { asContact } from '~tests/setup/tenants';
import { makeDesk } from './desk';
import { manyTickets } from './many-tickets';

const urls = await freshDatabase();
const desk = await makeDesk();
for (let i = 0; i < 33; i++) await asContact(desk.tenant, { company: desk.company });
await manyTickets(urls.admin, desk.tenant, 50_000);
const client = new Client({ connectionString: urls.runtime });
await client.connect();
afterAll(() => client.end());

interface Node {
  'Node Type': string;
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  Plans?: Node[];
}

const under = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(under)];

/** The plan with which the list’s own statement really ran, as the runtime role. */
async function planOf(scope: Scope, input: Parameters<typeof readTicketList>[1]): Promise<Node[]> {
  const { text, values } = statementOf(scope, input);
  await client.query(`BEGIN READ ONLY; SET LOCAL app.tenant_id = '${scope.tenant.id}'`);
  const { rows } = await client.query(`EXPLAIN (ANALYZE, FORMAT JSON) ${text}`, values);
  await client.query('COMMIT');
  return under(rows[0]['QUERY PLAN'][0].Plan);
}

function statementOf(scope: Scope, input: Parameters<typeof readTicketList>[1]) {
  const statement = listStatement(scope, placed(ListTickets.parse(input)));
  const { sql: text, params: values } = new PgDialect().sqlToQuery(statement);
  return { text, values };
}

/** `manyTickets` copies in the contact who was made first. */
const inCopyMost = desk.requester;
const seldomInCopy = desk.colleague;

const lists: [string, Scope, Parameters<typeof readTicketList>[1]][] = [
  ['a contact’s own', seldomInCopy, {}],
  ['of somebody often in copy', inCopyMost, {}],
  ['a contact’s active ones', seldomInCopy, { status: 'active' }],
  ['a company’s', desk.primary, { view: 'company' }],
  ['a company’s resolved ones', desk.primary, { view: 'company', status: 'resolved' }],
  ['a tenant’s', desk.technician, {}],
  ['a tenant’s active ones', desk.technician, { status: 'active' }],
  ['the unassigned', desk.technician, { view: 'unassigned' }],
  ['a technician’s', desk.technician, { view: 'assignedToMe', status: 'active' }],
  ['a tenant’s by priority', desk.technician, { sort: 'priority' }],
  ['a tenant’s by number', desk.technician, { sort: 'number' }],
];

describe.each(lists)('the list %s', (_name, scope, input) => {
  it.each(['asc', 'desc'] as const)('touches few of 50,000 tickets, %s', async (direction) => {
    const first = await readTicketList(scope, { ...input, direction });
    expect(first.rows.length).toBe(25);
    for (const cursor of [undefined, first.nextCursor ?? undefined]) {
      const nodes = await planOf(scope, { ...input, direction, cursor });
      const seen = nodes
        .filter((node) => node['Relation Name'] === 'tickets')
        .map(
          (node) =>
            (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'],
        );
      expect(
        nodes.filter(
          (node) => node['Node Type'] === 'Seq Scan' && node['Relation Name'] === 'tickets',
        ),
      ).toEqual([]);
      // 26 rows a status (there are four) and some in copy, which have no order of their own
      const few = scope === inCopyMost ? 1_100 : 200;
      expect(Math.max(...seen)).toBeLessThanOrEqual(few);
      const sorts = nodes.filter((node) => node['Node Type'].includes('Sort'));
      const sorted = sorts.map((node) => node.Plans?.[0]?.['Actual Rows'] ?? 0);
      expect(Math.max(0, ...sorted)).toBeLessThanOrEqual(few);
    }
  });
});
