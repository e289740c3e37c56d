import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import type { Scope } from '@/access/scope';
import { isHiddenFrom } from '@/fields/portal-visibility';
import { clock } from '@/platform/clock';
import { isStaff } from '@/tickets/policy';
import type { StatusCategory } from '@/tickets/ticket-view';
import type { DuePause } from './due-columns';
import { type PromisesView, promisesOf } from './promise-view';

/** What `readTicket` asks of `tickets t` for the promises, in its own statement. */
export function promiseColumns({ tenant }: Scope): SQL {
  return sql`t.response_due_at, t.resolution_due_at, t.due_pauses,
    (select json_build_object('soon', l.soon_minutes, 'shown', l.show_to_contacts)
      from service_levels l where l.tenant_id = ${tenant.id} and l.enabled) as promised`;
}

export interface PromiseRow {
  category: StatusCategory;
  first_responded_at: string | null;
  resolved_at: string | null;
  response_due_at: string | null;
  resolution_due_at: string | null;
  due_pauses: DuePause[] | null;
  promised: { soon: number; shown: boolean } | null;
}

/**
 * What the reader sees of a ticket's promises. Technicians: both, and how they stand. Contacts:
 * when they are answered, where the tenant shows it, until they were and only while it can hold.
 */
export function promisesSeen(
  scope: Scope,
  row: PromiseRow,
): { promises: PromisesView | null; answerBy: Date | null } {
  const now = clock.now();
  if (!isStaff(scope)) {
    // It tells that the ticket is open.
    const hidden = isHiddenFrom(scope, 'status');
    return { promises: null, answerBy: hidden ? null : answerBy(row, now) };
  }
  const facts = {
    category: row.category,
    responseDueAt: dateOf(row.response_due_at),
    resolutionDueAt: dateOf(row.resolution_due_at),
    respondedAt: dateOf(row.first_responded_at),
    resolvedAt: dateOf(row.resolved_at),
    pauses: row.due_pauses ?? [],
    soonMinutes: row.promised?.soon ?? 0,
  };
  // Nothing is promised any more of what goes on, such as a ticket that was opened again since.
  const holds = row.promised !== null || row.category === 'resolved' || row.category === 'closed';
  return { promises: holds ? promisesOf(facts, now) : null, answerBy: null };
}

function answerBy(row: PromiseRow, now: Date): Date | null {
  const dueAt = dateOf(row.response_due_at);
  if (!row.promised?.shown || row.category !== 'open' || row.first_responded_at) return null;
  return dueAt && dueAt > now ? dueAt : null;
}

const dateOf = (value: string | null) => (value === null ? null : new Date(value));
