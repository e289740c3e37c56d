import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope, System } from '@/access/scope';
import { newId } from '@/platform/ids';
import { ticketMessages } from '@/tickets/tables';
import type { LeftOutFile } from '@/tickets/ticket-event';
import { authorOf } from '@/tickets/write-message';

/** Says on a ticket, to technicians alone and once a mail, which of its files were not taken. */
export async function noteLeftOut(
  tx: Tx,
  scope: Scope<System>,
  ticketId: string,
  { mailId, files }: { mailId: string; files: LeftOutFile[] },
): Promise<void> {
  const tenantId = scope.tenant.id;
  const what = 'filesLeftOut';
  const [said] = await tx
    .select({ id: ticketMessages.id })
    .from(ticketMessages)
    .where(
      and(
        eq(ticketMessages.tenantId, tenantId),
        eq(ticketMessages.ticketId, ticketId),
        sql`${ticketMessages.event} @> ${JSON.stringify({ what, mailId })}::jsonb`,
      ),
    )
    .limit(1);
  if (said) return;
  const event = { what, mailId, files } as const;
  await tx
    .insert(ticketMessages)
    .values({ tenantId, id: newId(), ticketId, kind: 'event', event, ...authorOf(scope) });
}
