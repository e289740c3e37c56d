import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { Refusal } from '@/platform/errors';
import { hasFiles } from './attach-drafts';
import { ticketMessages } from './tables';
import type { TicketForChange } from './visible-tickets';
import type { Author } from './write-message';

interface NewMessage {
  id: string;
  kind: 'reply' | 'note';
  author: { columns: Author };
  body: string;
  attachmentIds?: readonly string[];
}

/**
 * Writes a message under the id that its form was given. False: this very message is there
 * already, the form was sent twice; a merge may have taken it along meanwhile. Refuses what differs
 * from the version that came before it (409 about `submissionId`: a form may send it under
 * another), and an id that stands for something else (422).
 */
export async function writeOnce(
  tx: Tx,
  scope: Scope,
  ticket: TicketForChange,
  { id, kind, author, body, attachmentIds = [] }: NewMessage,
): Promise<boolean> {
  const tenantId = scope.tenant.id;
  const { columns } = author;
  const [[written], [present]] = await Promise.all([
    tx
      .insert(ticketMessages)
      .values({ tenantId, id, ticketId: ticket.id, kind, body, ...columns })
      .onConflictDoNothing()
      .returning({ id: ticketMessages.id }),
    tx
      .select()
      .from(ticketMessages)
      .where(and(eq(ticketMessages.tenantId, tenantId), eq(ticketMessages.id, id))),
  ]);
  if (written) return true;
  const isOwn =
    present?.contactId === columns.contactId &&
    present?.technicianId === columns.technicianId &&
    (await wentTo(tx, scope, ticket, present.ticketId));
  if (!isOwn) throw new Refusal('tickets.usedSubmission', { status: 422 });
  const at = { ticketId: present.ticketId, messageId: id };
  const isSame =
    present.kind === kind &&
    present.body === body &&
    (await hasFiles(tx, scope, attachmentIds, at));
  if (isSame) return false;
  throw sentBefore('tickets.sentBefore');
}

/** What was typed stays in its form, which goes on under another id. */
export function sentBefore(key: string, values: Record<string, string> = {}): Refusal {
  return new Refusal(key, { status: 409, values, fields: { submissionId: key } });
}

/** Whether something was sent under this id to the ticket: `writeOnce` says whether the same. */
export async function isWritten(
  tx: Tx,
  scope: Scope,
  ticket: TicketForChange,
  id: string,
): Promise<boolean> {
  const ticketId = await ticketOfMessage(tx, scope, id);
  return ticketId !== undefined && wentTo(tx, scope, ticket, ticketId);
}

/** The id of the ticket where a message stands now, if there is one. */
export async function ticketOfMessage(
  tx: Tx,
  { tenant }: Scope,
  id: string,
): Promise<string | undefined> {
  const [present] = await tx
    .select({ ticketId: ticketMessages.ticketId })
    .from(ticketMessages)
    .where(and(eq(ticketMessages.tenantId, tenant.id), eq(ticketMessages.id, id)));
  return present?.ticketId;
}

/** Whether what was written on the ticket may stand in that one: itself, or where merges led it. */
async function wentTo(tx: Tx, { tenant }: Scope, from: TicketForChange, toId: string) {
  if (from.id === toId) return true;
  const { rows } = await tx.execute(sql`
    with recursive went(id) as (
      select ${from.id}::uuid
      union
      select (m.event ->> 'into')::uuid from went, ticket_messages m
      where m.tenant_id = ${tenant.id} and m.ticket_id = went.id and m.event ? 'into')
    select from went where id = ${toId}`);
  return rows.length > 0;
}
