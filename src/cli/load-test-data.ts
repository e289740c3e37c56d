import 'server-only';
import { sql } from 'drizzle-orm';
import { inTransaction, type Tx } from '@/access/in-transaction';
import type { Scope, System, TenantIdentity } from '@/access/scope';
import { companies, contacts, technicians } from '@/people/tables';
import { hashPassword } from '@/people/verify-password';
import { newId } from '@/platform/ids';
import { systemScope } from '@/session/system-scope';
import { createTenant } from '@/tenants/create-tenant';
import { createDefaultStatuses } from '@/tickets/default-statuses';
import { ticketStatuses } from '@/tickets/tables';
import { companyName, personName, reply, story } from './plausible-text';

/** What everybody of the test data signs in with; their usernames are `contact-1`, `contact-2`… */
export const testDataPassword = 'load-test-password-1';

const perTenant = { technicians: 5, companies: 10, contacts: 50 };
const chunk = 5_000;

export interface LoadedTestData {
  tenants: number;
  tickets: number;
  seconds: number;
}

interface People {
  technicians: string[];
  contacts: { id: string; companyId: string }[];
}

/**
 * Makes `tenants` tenants (`load-1`, `load-2`, …) and spreads `tickets` tickets evenly over
 * them, two messages each. Rows are valid and pass the same policies as any other: it runs as
 * the runtime role, a chunk a statement.
 */
export async function loadTestData(wanted: {
  tenants: number;
  tickets: number;
}): Promise<LoadedTestData> {
  const began = Date.now();
  const passwordHash = await hashPassword(testDataPassword);
  let left = wanted.tickets;
  const workers = Array.from({ length: 4 }, async (_, worker) => {
    for (let n = worker; n < wanted.tenants; n += 4) {
      const share =
        Math.ceil((wanted.tickets * (n + 1)) / wanted.tenants) -
        Math.ceil((wanted.tickets * n) / wanted.tenants);
      left -= share;
      await loadTenant(n + 1, share, passwordHash);
    }
  });
  await Promise.all(workers);
  return {
    tenants: wanted.tenants,
    tickets: wanted.tickets - left,
    seconds: Math.round((Date.now() - began) / 100) / 10,
  };
}

async function loadTenant(n: number, count: number, passwordHash: string): Promise<void> {
  const tenant: TenantIdentity = await createTenant({
    slug: `load-${n}`,
    name: `${companyName(n)} IT`,
  });
  const scope = await systemScope(tenant.id, 'load-test-data');
  await createDefaultStatuses(scope);
  const people = await inTransaction(scope, (tx) => loadPeople(tx, scope, n, passwordHash));
  const statuses = await inTransaction(scope, (tx) =>
    tx
      .select({ id: ticketStatuses.id, category: ticketStatuses.category })
      .from(ticketStatuses)
      .where(sql`${ticketStatuses.tenantId} = ${tenant.id}`),
  );
  for (let first = 1; first <= count; first += chunk) {
    const last = Math.min(count, first + chunk - 1);
    await inTransaction(scope, (tx) => loadTickets(tx, scope, people, statuses, first, last));
  }
  await inTransaction(scope, (tx) =>
    tx.execute(sql`insert into ticket_counters values (${tenant.id}, ${count})
      on conflict (tenant_id) do update set last_number = ${count}`),
  );
}

async function loadPeople(
  tx: Tx,
  scope: Scope<System>,
  n: number,
  passwordHash: string,
): Promise<People> {
  const tenantId = scope.tenant.id;
  const now = new Date();
  const staff = Array.from({ length: perTenant.technicians }, (_, i) => ({
    tenantId,
    id: newId(),
    name: personName(n * 7 + i),
    email: `technician-${i + 1}@load-${n}.test`,
    role: i === 0 ? ('admin' as const) : ('technician' as const),
    passwordHash,
    firstSignedInAt: now,
  }));
  const customers = Array.from({ length: perTenant.companies }, (_, i) => ({
    tenantId,
    id: newId(),
    name: `${companyName(n * 31 + i)} ${i + 1}`,
  }));
  const people = Array.from({ length: perTenant.contacts }, (_, i) => ({
    tenantId,
    id: newId(),
    companyId: customers[i % customers.length]!.id,
    name: personName(n * 13 + i),
    email: `contact-${i + 1}@load-${n}.test`,
    username: `contact-${i + 1}`,
    isPrimary: i < customers.length,
    passwordHash,
    firstSignedInAt: now,
  }));
  await tx.insert(technicians).values(staff);
  await tx.insert(companies).values(customers);
  await tx.insert(contacts).values(people);
  return {
    technicians: staff.map(({ id }) => id),
    contacts: people.map(({ id, companyId }) => ({ id, companyId })),
  };
}

async function loadTickets(
  tx: Tx,
  scope: Scope<System>,
  people: People,
  statuses: { id: string; category: string }[],
  first: number,
  last: number,
): Promise<void> {
  const numbers = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  const rows = numbers.map((number) => {
    // One in ten is the first contact's: somebody has to have more than one page of them.
    const turn = number % 10 === 0 ? 0 : (number * 37) % people.contacts.length;
    const requester = people.contacts[turn]!;
    const status = statuses[[0, 0, 1, 2, 3, 3, 3, 3][number % 8]! % statuses.length]!;
    const age = ((last - number + 1) * 311_000) % (730 * 86_400_000);
    const createdAt = new Date(Date.now() - age - 3 * 3_600_000); // its two answers are past too
    const closed = status.category === 'closed';
    const ended = closed || status.category === 'resolved';
    return { number, id: newId(), requester, status, createdAt, ended, closed, ...story(number) };
  });
  const column = <T>(of: (row: (typeof rows)[number]) => T) => sql.param(rows.map(of));
  await tx.execute(sql`
    insert into tickets (tenant_id, id, number, title, description, requester_id, company_id, status_id,
      priority, type, assignee_id, source, last_reply_by, created_at, updated_at, first_responded_at, resolved_at, closed_at)
    select ${scope.tenant.id}::uuid, id, number, title, description, requester_id, company_id, status_id,
      priority, 'incident', assignee_id, 'portal', 'technician', created_at,
      created_at + interval '2 hours', created_at + interval '1 hour',
      case when ended then created_at + interval '2 hours' end,
      case when closed then created_at + interval '2 hours' end
    from unnest(${column((row) => row.id)}::uuid[], ${column((row) => row.number)}::int[],
      ${column((row) => row.title)}::text[], ${column((row) => row.description)}::text[],
      ${column((row) => row.requester.id)}::uuid[], ${column((row) => row.requester.companyId)}::uuid[],
      ${column((row) => row.status.id)}::uuid[], ${column((row) => priorities[row.number % 7] ?? 'normal')}::text[],
      ${column((row) => people.technicians[row.number % 6] ?? null)}::uuid[],
      ${column((row) => row.createdAt.toISOString())}::timestamptz[], ${column((row) => row.ended)}::boolean[],
      ${column((row) => row.closed)}::boolean[])
      as row(id, number, title, description, requester_id, company_id, status_id, priority, assignee_id, created_at, ended, closed)`);
  await tx.execute(sql`
    insert into ticket_messages (tenant_id, id, ticket_id, kind, author_kind, contact_id, technician_id, body, created_at)
    select ${scope.tenant.id}::uuid, id, ticket_id, 'reply', author, contact_id, technician_id, body, created_at
    from unnest(${sql.param(rows.flatMap(() => [newId(), newId()]))}::uuid[],
      ${sql.param(rows.flatMap((row) => [row.id, row.id]))}::uuid[],
      ${sql.param(rows.flatMap(() => ['technician', 'contact']))}::text[],
      ${sql.param(rows.flatMap((row) => [null, row.requester.id]))}::uuid[],
      ${sql.param(rows.flatMap((row) => [people.technicians[row.number % 5], null]))}::uuid[],
      ${sql.param(rows.flatMap((row) => [reply(row.number), reply(row.number + 1)]))}::text[],
      ${sql.param(rows.flatMap((row) => [1, 2].map((h) => new Date(row.createdAt.getTime() + h * 3_600_000).toISOString())))}::timestamptz[])
      as row(id, ticket_id, author, contact_id, technician_id, body, created_at)`);
}

const priorities = ['low', 'normal', 'normal', 'normal', 'high', 'normal', 'urgent'];
