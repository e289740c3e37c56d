import 'server-only';
import { and, eq } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { Refusal } from '@/platform/errors';
import { ticketMessages } from './tables';
import type { TicketForChange } from './visible-tickets';
import type { Author } from './write-message';

interface NewMessage {
  id: string;
  kind: 'reply' | 'note';
  author: { columns: Author };
  body: string;
}

/**
 * Writes a message under the id that its form was given. False: this very message is there
 * already, the form was sent twice. Refuses an id that stands for something else (422).
 */
export async function writeOnce(
  tx: Tx,
  scope: Scope,
  ticket: TicketForChange,
  { id, kind, author, body }: NewMessage,
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
  const same =
    present?.ticketId === ticket.id &&
    present.kind === kind &&
    present.contactId === columns.contactId &&
    present.technicianId === columns.technicianId;
  if (same) return false;
  throw new Refusal('tickets.usedSubmission', { status: 422 });
}
