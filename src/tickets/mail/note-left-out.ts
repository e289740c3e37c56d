import 'server-only';
import { and, eq, or, sql } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope, System } from '@/access/scope';
import { newId } from '@/platform/ids';
import { ticketMessages } from '@/tickets/tables';
import type { LeftOutFile } from '@/tickets/ticket-event';
import { authorOf } from '@/tickets/write-message';

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
  const tenantId = scope.tenant.id;
  const what = 'filesLeftOut';
  const isSaid = sql`${ticketMessages.event} @> ${JSON.stringify({ what, mailId })}::jsonb`;
  const isMessage = messageId ? eq(ticketMessages.id, messageId) : undefined;
  const there = await tx
    .select({ kind: ticketMessages.kind })
    .from(ticketMessages)
    .where(
      and(
        eq(ticketMessages.tenantId, tenantId),
        eq(ticketMessages.ticketId, ticketId),
        or(isSaid, isMessage),
      ),
    );
  if (there.some(({ kind }) => kind === 'event')) return;
  const inNote = there.some(({ kind }) => kind === 'note');
  const event = { what, mailId, inNote, files } as const;
  await tx
    .insert(ticketMessages)
    .values({ tenantId, id: newId(), ticketId, kind: 'event', event, ...authorOf(scope) });
}
