import 'server-only';
import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { clock } from '@/platform/clock';
import { tickets } from '@/tickets/tables';
import type { StatusCategory, TicketPriority } from '@/tickets/ticket-view';
import type { DuePause } from './due-columns';
import { type DueTimes, dueTimesOf, lookAfter, nothingDue, runningOf } from './due-times';
import { lockPromises } from './lock-promises';
import type { Holiday, Targets, WeekHours } from './service-level-shapes';

/**
 * Writes when a ticket is to be answered and solved. Everything that opens a ticket, moves it, or
 * changes what it was promised calls this afterwards, in its own transaction and with the ticket
 * locked. A tenant that promises nothing costs one question. One that had `ended` before anything
 * was promised begins anew now.
 */
export async function setDueTimes(
  tx: Tx,
  scope: Scope,
  ticketId: string,
  { ended = false } = {},
): Promise<void> {
  const [row] = await factsOf(tx, scope, sql`t.id = ${ticketId}`);
  if (!row?.enabled) return;
  const known = ended && !row.due_pauses ? { ...row, due_pauses: [untilNow(row)] } : row;
  await write(tx, scope, row, dueTimesOfRow(known));
}

const untilNow = (row: FactsRow): DuePause => ({
  from: new Date(row.created_at).toISOString(),
  to: clock.now().toISOString(),
});

/**
 * The same for tickets that `which` fits (a condition on `tickets t`, its rows locked), after the
 * promises themselves have changed: what is over by now was not over a moment ago, so nobody is
 * warned of it. Returns their ids.
 */
export async function setDueTimesAgain(tx: Tx, scope: Scope, which: SQL): Promise<string[]> {
  const rows = await factsOf(tx, scope, which);
  for (const row of rows) {
    const times = row.enabled ? dueTimesOfRow(row) : nothingDue;
    const running = runningOf({ ...times, category: row.category, respondedAt: respondedAt(row) });
    const dueLookAt = lookAfter(running, row.soon_minutes ?? 0, clock.now());
    await write(tx, scope, row, { ...times, dueLookAt });
  }
  return rows.map(({ id }) => id);
}

/** The lock first: what is read after it holds until the transaction ends. */
async function factsOf(tx: Tx, scope: Scope, which: SQL): Promise<FactsRow[]> {
  const tenantId = scope.tenant.id;
  const [, found] = await Promise.all([
    lockPromises(tx, scope, 'read'),
    tx.execute<FactsRow>(sql`
      select t.id, t.created_at, t.priority, t.first_responded_at, t.resolved_at, t.due_pauses,
        s.category, n.time_zone, l.enabled, l.hours, l.holidays, l.soon_minutes,
        coalesce(c.targets, l.targets) as targets
      from tickets t
        join tenants n on n.id = t.tenant_id
        join ticket_statuses s on s.tenant_id = ${tenantId} and s.id = t.status_id
        left join service_levels l on l.tenant_id = ${tenantId}
        left join company_service_levels c
          on c.tenant_id = ${tenantId} and c.company_id = t.company_id
      where t.tenant_id = ${tenantId} and ${which}`),
  ]);
  return found.rows;
}

function dueTimesOfRow(row: FactsRow): DueTimes {
  const { hours, holidays, targets } = row;
  if (!hours || !holidays || !targets) return nothingDue;
  return dueTimesOf(
    targets[row.priority],
    { timeZone: row.time_zone, hours, holidays },
    {
      openedAt: new Date(row.created_at),
      category: row.category,
      respondedAt: respondedAt(row),
      resolvedAt: row.resolved_at ? new Date(row.resolved_at) : null,
      pauses: row.due_pauses ?? [],
    },
    { now: clock.now(), soonMinutes: row.soon_minutes ?? 0 },
  );
}

async function write(tx: Tx, { tenant }: Scope, { id }: FactsRow, times: DueTimes): Promise<void> {
  await tx
    .update(tickets)
    .set({ ...times })
    .where(and(eq(tickets.tenantId, tenant.id), eq(tickets.id, id)));
}

const respondedAt = (row: FactsRow) =>
  row.first_responded_at ? new Date(row.first_responded_at) : null;

interface FactsRow extends Record<string, unknown> {
  id: string;
  created_at: string;
  priority: TicketPriority;
  first_responded_at: string | null;
  resolved_at: string | null;
  due_pauses: DuePause[] | null;
  category: StatusCategory;
  time_zone: string;
  enabled: boolean | null;
  hours: WeekHours | null;
  holidays: Holiday[] | null;
  soon_minutes: number | null;
  targets: Targets | null;
}
