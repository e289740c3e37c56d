import 'server-only';
import type { z } from 'zod';
import { inReadTransaction } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { isHiddenFrom } from '@/fields/portal-visibility';
import { clock } from '@/platform/clock';
import { runNamed } from '@/platform/run-named';
import { unlessHidden, unseenStatus } from './fields/seen-fields';
import { cursorAt } from './list-order';
import type { ListTickets } from './list-tickets';
import { planList } from './plan-list';
import { isStaff } from './policy';
import { stateOf } from './sla/promise-view';
import { statusWords } from './status-words';
import type { StatusCategory, TicketList, TicketPriority, TicketRow } from './ticket-view';
import { requireTicketing } from './visible-tickets';

export { ListTickets } from './list-tickets';

/**
 * One page of the tickets that the actor can see, in one round trip. Refuses a cursor that is
 * not of this order (422); a view that the actor does not have does not exist (404).
 */
export async function readTicketList(
  scope: Scope,
  input: z.input<typeof ListTickets> = {},
): Promise<TicketList> {
  requireTicketing(scope, 'read');
  const { statement, usual, sort, direction, position, limit } = planList(scope, input);
  const [words, found] = await Promise.all([
    statusWords(scope.language),
    inReadTransaction(scope, async (tx) => {
      if (usual) return runNamed<PageRow>(tx, statement);
      return (await tx.execute<PageRow>(statement)).rows;
    }),
  ]);
  const more = found.length > limit;
  const page = found.slice(0, limit);
  if (position?.back) page.reverse();
  const [first, last] = [page.at(0), page.at(-1)];
  const hasNext = position?.back ? true : more;
  const hasPrevious = position?.back ? more : position !== undefined;
  const cursorOf = (row: PageRow, back: boolean) =>
    cursorAt(sort, direction, { ...row, ...sortable(row) }, back);
  return {
    rows: page.map((row) => rowOf(scope, row, words)),
    nextCursor: last && hasNext ? cursorOf(last, false) : null,
    previousCursor: first && hasPrevious ? cursorOf(first, true) : null,
  };
}

function sortable(row: PageRow) {
  const nextDueAt = row.next_due_at ? new Date(row.next_due_at) : null;
  return { updatedAt: new Date(row.updated_at), priorityRank: row.priority_rank, nextDueAt };
}

function rowOf(scope: Scope, row: PageRow, words: Record<StatusCategory, string>): TicketRow {
  const { category, colour } = row;
  const label = row.label || words[category];
  const assignee = row.assignee_id ? { id: row.assignee_id, name: row.assignee ?? '' } : null;
  return {
    number: row.number,
    title: row.title,
    status: isHiddenFrom(scope, 'status')
      ? unseenStatus
      : { id: row.status_id, key: row.status_key, category, label, colour },
    priority: unlessHidden(scope, 'priority', row.priority),
    requester: { id: row.requester_id, name: row.requester },
    company: { id: row.company_id, name: row.company },
    assignee: unlessHidden(scope, 'technician', assignee),
    createdAt: new Date(row.created_at),
    updatedAt: new Date(row.updated_at),
    lastReplyBy: row.last_reply_by,
    unread: isUnread(scope, row),
    due: dueOf(row),
  };
}

function dueOf(row: PageRow): TicketRow['due'] {
  if (!row.next_due_at) return null;
  const at = new Date(row.next_due_at);
  return { at, state: stateOf(at, row.soon_minutes ?? 0, clock.now()) };
}

/**
 * Contacts: a technician wrote and they have not looked since. Technicians: a ticket that is
 * still theirs to answer where a contact had the last word.
 */
function isUnread(scope: Scope, row: PageRow): boolean {
  const awaits = isStaff(scope)
    ? row.last_reply_by !== 'technician' && (row.category === 'open' || row.category === 'pending')
    : row.last_reply_by === 'technician';
  return awaits && (!row.read_at || new Date(row.read_at) < new Date(row.updated_at));
}

interface PageRow extends Record<string, unknown> {
  id: string;
  number: number;
  title: string;
  priority: TicketPriority;
  priority_rank: number;
  created_at: string;
  updated_at: string;
  last_reply_by: 'contact' | 'technician' | null;
  status_id: string;
  status_key: string;
  category: StatusCategory;
  label: string | null;
  colour: string | null;
  requester_id: string;
  requester: string;
  company_id: string;
  company: string;
  assignee_id: string | null;
  assignee: string | null;
  read_at: string | null;
  /** Staff only. */
  next_due_at?: string | null;
  soon_minutes?: number | null;
}
