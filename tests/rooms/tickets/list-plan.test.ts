import { PgDialect } from 'drizzle-orm/pg-core';
import { Client } from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import type { Scope } from '@/access/scope';
import { planList } from '@/tickets/plan-list';
import { readTicketList } from '@/tickets/read-ticket-list';
import { changeServiceLevels } from '@/tickets/sla/change-service-levels';
import { freshDatabase } from '~tests/setup/fresh-database';
import { asContact } from '~tests/setup/tenants';
import { makeDesk } from './desk';
import { manyTickets } from './many-tickets';

const urls = await freshDatabase();
const desk = await makeDesk();
for (let i = 0; i < 33; i++) await asContact(desk.tenant, { company: desk.company });
await manyTickets(urls.admin, desk.tenant, 50_000);
await changeServiceLevels(desk.admin, { enabled: true });
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

/** The plan with which the list’s own statement runs, as the runtime role: kept, and made anew. */
async function plansOf(scope: Scope, input: Parameters<typeof readTicketList>[1]) {
  const { statement } = planList(scope, input ?? {});
  const { sql: text, params } = new PgDialect().sqlToQuery(statement);
  const values = params.map((value) => (value === null ? 'null' : `'${value}'`)).join(', ');
  const plans: Node[][] = [];
  for (const mode of ['force_generic_plan', 'force_custom_plan']) {
    await client.query(`BEGIN READ ONLY; SET LOCAL app.tenant_id = '${scope.tenant.id}'`);
    await client.query(`SET LOCAL plan_cache_mode = ${mode}`);
    await client.query(`PREPARE list AS ${text}`);
    const explain = `EXPLAIN (ANALYZE, FORMAT JSON) EXECUTE list(${values})`;
    const { rows } = await client.query(explain);
    await client.query('COMMIT; DEALLOCATE list');
    plans.push(under(rows[0]['QUERY PLAN'][0].Plan));
  }
  return plans;
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
  ['a tenant’s by due time', desk.technician, { sort: 'due' }],
  ['a tenant’s overdue ones', desk.technician, { sort: 'due', due: 'overdue' }],
  ['a tenant’s by number', desk.technician, { sort: 'number' }],
];

describe.each(lists)('the list %s', (_name, scope, input) => {
  it.each(['asc', 'desc'] as const)('touches few of 50,000 tickets, %s', async (direction) => {
    const first = await readTicketList(scope, { ...input, direction });
    expect(first.rows.length).toBe(25);
    for (const cursor of [undefined, first.nextCursor ?? undefined]) {
      for (const nodes of await plansOf(scope, { ...input, direction, cursor })) touchesFew(nodes);
    }
  });

  /** 26 rows a status (there are four) and some in copy, which have no order of their own. */
  const few = scope === inCopyMost ? 1_100 : 200;

  function touchesFew(nodes: Node[]) {
    const ofTickets = nodes.filter((node) => node['Relation Name'] === 'tickets');
    expect(ofTickets.filter((node) => node['Node Type'] === 'Seq Scan')).toEqual([]);
    for (const node of ofTickets) {
      const rows = node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0);
      expect(rows * node['Actual Loops']).toBeLessThanOrEqual(few);
    }
    for (const sort of nodes.filter((node) => node['Node Type'].includes('Sort'))) {
      expect(sort.Plans?.[0]?.['Actual Rows'] ?? 0).toBeLessThanOrEqual(few);
    }
  }
});
