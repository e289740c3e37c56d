import 'server-only';
import { and, asc, eq, lte, sql } from 'drizzle-orm';
import { atTheDoor, inTenant, inTransaction, type Tx } from '@/access/in-transaction';
import type { Scope, System } from '@/access/scope';
import { record } from '@/audit/record';
import { clock, minutes } from '@/platform/clock';
import { enqueue } from '@/platform/enqueue';
import { log } from '@/platform/log';
import { announceChange } from '@/tickets/announce-change';
import { isSaid } from '@/tickets/is-said';
import { tickets } from '@/tickets/tables';
import { tellOfDue } from '@/tickets/tell-people';
import { type TicketForChange, ticketForChange } from '@/tickets/visible-tickets';
import { writeEvent } from '@/tickets/write-message';
import { lookAfter, type Running, runningOf } from './due-times';
import { serviceLevels } from './tables';

/** Orders the job below for every tenant where something has become due. Every minute. */
export async function enqueueDueLooks(): Promise<void> {
  const at = clock.now().toISOString();
  const { rows } = await atTheDoor((tx) =>
    tx.execute<{ id: string }>(
      sql`select id from app.tenants_with_due_tickets(${at}::timestamptz) as id`,
    ),
  );
  for (const { id: tenantId } of rows) {
    const jobKey = `due-looks:${tenantId}`;
    await inTenant(tenantId, (tx) => enqueue(tx, 'warnOfDueTickets', { tenantId }, { jobKey }));
  }
}

/** Tickets a run: what is left over has its turn a minute later. */
const mostLooks = 1_000;

/**
 * Says of every ticket whose time has come that it is due soon, or was not answered or solved in
 * time: an event in its conversation, a mail to its assignee (to the admins, where it has none), an
 * entry that webhooks hear of. Each promise is spoken of once, however often the job runs. A
 * ticket where it fails doesn't hold up the others.
 */
export async function warnOfDueTickets(scope: Scope<System>): Promise<void> {
  const due = await inTransaction(scope, (tx) =>
    tx
      .select({ number: tickets.number })
      .from(tickets)
      .where(and(eq(tickets.tenantId, scope.tenant.id), lte(tickets.dueLookAt, clock.now())))
      .orderBy(asc(tickets.dueLookAt))
      .limit(mostLooks),
  );
  let failures = 0;
  for (const { number } of due) {
    try {
      await inTransaction(scope, (tx) => look(tx, scope, number));
    } catch (error) {
      failures++;
      log.error('ticket.dueLookFailed', { tenantId: scope.tenant.id, number, error });
    }
  }
  if (failures > 0) throw new Error(`${failures} due tickets could not be looked at`);
}

async function look(tx: Tx, scope: Scope<System>, number: number): Promise<void> {
  const ticket = await ticketForChange(tx, scope, number);
  const itself = and(eq(tickets.tenantId, scope.tenant.id), eq(tickets.id, ticket.id));
  const [[row], [levels]] = await Promise.all([
    tx.select().from(tickets).where(itself),
    tx
      .select({ soonMinutes: serviceLevels.soonMinutes })
      .from(serviceLevels)
      .where(eq(serviceLevels.tenantId, scope.tenant.id)),
  ]);
  const now = clock.now();
  // Another process may have been quicker: then there is nothing to look at any more.
  if (!row?.dueLookAt || row.dueLookAt > now) return;
  const soonMinutes = levels?.soonMinutes ?? 0;
  const { category } = ticket;
  const running = runningOf({ ...row, category, respondedAt: row.firstRespondedAt });
  for (const promise of running) await warn(tx, scope, ticket, promise, { now, soonMinutes });
  await tx
    .update(tickets)
    .set({ dueLookAt: lookAfter(running, soonMinutes, now) })
    .where(itself);
}

async function warn(
  tx: Tx,
  scope: Scope<System>,
  ticket: TicketForChange,
  { target, dueAt }: Running,
  { now, soonMinutes }: { now: Date; soonMinutes: number },
): Promise<void> {
  if (dueAt.getTime() - minutes(soonMinutes) > now.getTime()) return;
  const stage = dueAt <= now ? 'overdue' : 'soon';
  const about = { target, stage, dueAt: dueAt.toISOString() } as const;
  const event = { what: 'due', ...about } as const;
  if (await isSaid(tx, scope, ticket.id, event)) return;
  await Promise.all([
    writeEvent(tx, scope, ticket.id, event),
    tellOfDue(tx, scope, ticket, about),
    // The contacts' side shows nothing of it.
    announceChange(tx, scope, { ...ticket, portalVisible: false }, 'changed'),
    record(tx, scope, stage === 'soon' ? 'ticket.dueSoon' : 'ticket.overdue', ticket.id, {
      after: { target, dueAt: about.dueAt },
    }),
  ]);
}
