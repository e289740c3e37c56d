import { Client } from 'pg';
import type { TenantIdentity } from '@/access/scope';

/**
 * Fills a tenant with tickets, spread over its contacts and statuses as in life: one in ten is
 * not closed, and open ones are due some time. Every 50th has somebody in copy, the tenant's first contact most often. Then Postgres counts anew. It
 * runs as the cluster's own user without the checks of foreign keys: 50,000 in some seconds.
 */
export async function manyTickets(adminUrl: string, tenant: TenantIdentity, count: number) {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query('SET session_replication_role = replica');
    await client.query(tickets, [tenant.id, count]);
    await client.query(copies, [tenant.id]);
    for (const table of ['tickets', 'ticket_ccs', 'contacts', 'ticket_statuses']) {
      await client.query(`VACUUM ANALYZE ${table}`);
    }
  } finally {
    await client.end();
  }
}

const tickets = `
  insert into tickets (tenant_id, id, number, title, description, requester_id, company_id,
    status_id, priority, assignee_id, source, created_at, updated_at, next_due_at)
  select $1::uuid, gen_random_uuid(), 100000 + n, 'Ticket ' || n, 'Text ' || n % 977,
    p.ids[1 + n % array_length(p.ids, 1)], p.companies[1 + n % array_length(p.ids, 1)],
    case when n % 10 > 0 then s.ids[4] else s.ids[1 + n / 10 % 3] end,
    (array['low', 'normal', 'high', 'urgent'])[1 + n % 4],
    (a.ids || null::uuid)[1 + n % (1 + array_length(a.ids, 1))], 'portal',
    now() - n * interval '1 minute', now() - (n::bigint * 7919 % $2) * interval '1 minute',
    case when n % 10 = 0 and n / 10 % 3 = 0
      then now() + (n::bigint * 7919 % $2 - $2 / 2) * interval '1 minute' end
  from generate_series(1, $2::int) n,
    (select array_agg(id order by id) as ids, array_agg(company_id order by id) as companies
      from contacts where tenant_id = $1) p,
    (select array_agg(id order by position) as ids from ticket_statuses where tenant_id = $1) s,
    (select array_agg(id order by id) as ids from technicians where tenant_id = $1) a`;

const copies = `
  insert into ticket_ccs (tenant_id, ticket_id, contact_id)
  select t.tenant_id, t.id, p.ids[case when t.number % 500 = 0 then 1
    else 1 + t.number / 50 % array_length(p.ids, 1) end]
  from tickets t,
    (select array_agg(id order by id) as ids from contacts where tenant_id = $1) p
  where t.tenant_id = $1 and t.number > 100000 and t.number % 50 = 0`;
