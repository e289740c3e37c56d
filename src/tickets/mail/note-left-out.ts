import 'server-only';
import { and, eq } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope, System } from '@/access/scope';
import { isSaid } from '@/tickets/is-said';
import { ticketMessages } from '@/tickets/tables';
import type { LeftOutFile } from '@/tickets/ticket-event';
import { writeEvent } from '@/tickets/write-message';

/**
 * Says on a ticket, once a mail, which of its files were not taken: to technicians alone where the
 * mail became a note.
 */
export async function noteLeftOut(
  tx: Tx,
  scope: Scope<System>,
  {
    ticketId,
    messageId,
    mailId,
    files,
  }: { ticketId: string; messageId: string | null; mailId: string; files: LeftOutFile[] },
): Promise<void> {
  const what = 'filesLeftOut';
  if (await isSaid(tx, scope, ticketId, { what, mailId })) return;
  const inNote = messageId !== null && (await isNote(tx, scope, messageId));
  await writeEvent(tx, scope, ticketId, { what, mailId, inNote, files });
}

async function isNote(tx: Tx, { tenant }: Scope, messageId: string): Promise<boolean> {
  const [message] = await tx
    .select({ kind: ticketMessages.kind })
    .from(ticketMessages)
    .where(and(eq(ticketMessages.tenantId, tenant.id), eq(ticketMessages.id, messageId)));
  return message?.kind === 'note';
}
