import 'server-only';
import { eq, sql } from 'drizzle-orm';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, System } from '@/access/scope';
import { record } from '@/audit/record';
import type { FieldValues } from '@/fields/field';
import { newId } from '@/platform/ids';
import { ticketCcs, ticketCounters, ticketMessages, ticketStatuses, tickets } from './tables';

/** A ticket with its past, as it comes from a demo or another system. */
export interface PastTicket {
  title: string;
  description: string;
  type: 'incident' | 'request' | 'question' | 'problem';
  priority: 'low' | 'normal' | 'high' | 'urgent';
  /** The values of fields without a column of their own; kept as they are. */
  fields?: FieldValues;
  /** Key of one of the tenant's statuses. */
  status: string;
  /** When it got that status; null when it was open all along. */
  statusAt: Date | null;
  createdAt: Date;
  requesterId: string;
  companyId: string;
  assigneeId: string | null;
  ccIds: string[];
  messages: PastMessage[];
}

export interface PastMessage {
  kind: 'reply' | 'note';
  author: { kind: 'contact' | 'technician'; id: string };
  body: string;
  createdAt: Date;
}

/**
 * Writes a ticket with its past in one transaction: nobody is told, no rule of the present is
 * asked. Returns the number and the ids, in the order of the messages.
 */
export async function importHistory(
  scope: Scope<System>,
  past: PastTicket,
): Promise<{ id: string; number: number; messageIds: string[] }> {
  const tenantId = scope.tenant.id;
  return inTransaction(scope, async (tx) => {
    const [statuses, [counter]] = await Promise.all([
      tx.select().from(ticketStatuses).where(eq(ticketStatuses.tenantId, tenantId)),
      tx
        .insert(ticketCounters)
        .values({ tenantId, lastNumber: 1 })
        .onConflictDoUpdate({
          target: ticketCounters.tenantId,
          set: { lastNumber: sql`${ticketCounters.lastNumber} + 1` },
        })
        .returning(),
    ]);
    const status = statuses.find((one) => one.key === past.status);
    const opened = statuses.find((one) => one.category === 'open');
    if (!status || !opened || !counter) throw new Error(`no status "${past.status}"`);
    const id = newId(past.createdAt.getTime());
    await tx.insert(tickets).values({
      tenantId,
      id,
      number: counter.lastNumber,
      title: past.title,
      description: past.description,
      requesterId: past.requesterId,
      companyId: past.companyId,
      statusId: status.id,
      priority: past.priority,
      fields: past.fields ?? {},
      type: past.type,
      assigneeId: past.assigneeId,
      source: 'portal',
      createdAt: past.createdAt,
      ...turningPoints(past, status.category),
    });
    if (past.ccIds.length > 0) {
      await tx
        .insert(ticketCcs)
        .values(past.ccIds.map((contactId) => ({ tenantId, ticketId: id, contactId })));
    }
    const messages = past.messages.map((message) => ({
      tenantId,
      id: newId(message.createdAt.getTime()),
      ticketId: id,
      kind: message.kind,
      authorKind: message.author.kind,
      contactId: message.author.kind === 'contact' ? message.author.id : null,
      technicianId: message.author.kind === 'technician' ? message.author.id : null,
      body: message.body,
      createdAt: message.createdAt,
    }));
    const changed = past.statusAt && {
      tenantId,
      id: newId(past.statusAt.getTime()),
      ticketId: id,
      kind: 'event' as const,
      authorKind: past.assigneeId ? ('technician' as const) : ('system' as const),
      technicianId: past.assigneeId,
      event: { what: 'status' as const, from: opened.id, to: status.id },
      createdAt: past.statusAt,
    };
    const rows = [...messages, ...(changed ? [changed] : [])];
    if (rows.length > 0) await tx.insert(ticketMessages).values(rows);
    await record(tx, scope, 'ticket.imported', id, { after: { number: counter.lastNumber } });
    return { id, number: counter.lastNumber, messageIds: messages.map((message) => message.id) };
  });
}

function turningPoints(past: PastTicket, category: string) {
  const replies = past.messages.filter((message) => message.kind === 'reply');
  const last = replies.at(-1);
  const first = replies.find((message) => message.author.kind === 'technician');
  const ended = category === 'resolved' || category === 'closed';
  const updatedAt = new Date(
    Math.max(
      past.createdAt.getTime(),
      last?.createdAt.getTime() ?? 0,
      past.statusAt?.getTime() ?? 0,
    ),
  );
  return {
    updatedAt,
    lastReplyBy: last?.author.kind ?? null,
    firstRespondedAt: first?.createdAt ?? null,
    resolvedAt: ended ? past.statusAt : null,
    closedAt: category === 'closed' ? past.statusAt : null,
  };
}
