import 'server-only';
import { and, desc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction, type Tx } from '@/access/in-transaction';
import type { Scope, System } from '@/access/scope';
import { problemOf } from '@/notifications/outbound/delivery-problem';
import { mailTries } from '@/notifications/outbound/tables';
import { outboxMessages } from '@/notifications/tables';
import { isUuid } from '@/platform/ids';
import { announceChange } from '@/tickets/announce-change';
import { isSaid } from '@/tickets/is-said';
import { ticketMessages, tickets } from '@/tickets/tables';
import { ticketForChange } from '@/tickets/visible-tickets';
import { authorOf } from '@/tickets/write-message';

export const NoteUndelivered = z.object({ messageId: z.uuid() });

/**
 * Says on the ticket, to technicians alone, that a mail about it has not reached its reader, and
 * why. Once for each mail, however often the job runs; that a reader's address is not mailed at
 * all is said once for each reader. Contacts notice nothing.
 */
export async function noteUndelivered(
  scope: Scope<System>,
  { messageId }: z.infer<typeof NoteUndelivered>,
): Promise<void> {
  await inTransaction(scope, async (tx) => {
    const mail = await undelivered(tx, scope, messageId);
    const ticketId = /^ticket-(.+)$/.exec(mail?.threadKey ?? '')?.[1] ?? '';
    if (!mail || !isUuid(ticketId)) return;
    const number = await numberOf(tx, scope, ticketId);
    if (number === undefined) return;
    const ticket = await ticketForChange(tx, scope, number);
    const event = { what: 'undelivered', to: mail.about, problem: mail.problem } as const;
    if (mail.problem === 'suppressed' && (await isSaid(tx, scope, ticketId, event))) return;
    const written = await tx
      .insert(ticketMessages)
      .values({
        ...{ tenantId: scope.tenant.id, id: messageId, ticketId, kind: 'event', event },
        ...authorOf(scope),
      })
      .onConflictDoNothing()
      .returning({ id: ticketMessages.id });
    if (written.length > 0) await announceChange(tx, scope, ticket, 'note');
  });
}

/** The mail and what is the matter with it, where something is. */
async function undelivered(tx: Tx, { tenant }: Scope, messageId: string) {
  const [row] = await tx
    .select({
      about: outboxMessages.about,
      threadKey: outboxMessages.threadKey,
      outcome: mailTries.outcome,
      code: mailTries.code,
      status: mailTries.status,
      answer: mailTries.answer,
    })
    .from(outboxMessages)
    .innerJoin(
      mailTries,
      and(eq(mailTries.tenantId, tenant.id), eq(mailTries.messageId, outboxMessages.id)),
    )
    .where(and(eq(outboxMessages.tenantId, tenant.id), eq(outboxMessages.id, messageId)))
    .orderBy(desc(mailTries.at), desc(mailTries.id))
    .limit(1);
  const problem = row && problemOf(row);
  return problem && { about: row.about, threadKey: row.threadKey, problem };
}

async function numberOf(tx: Tx, { tenant }: Scope, id: string): Promise<number | undefined> {
  const [row] = await tx
    .select({ number: tickets.number })
    .from(tickets)
    .where(and(eq(tickets.tenantId, tenant.id), eq(tickets.id, id)));
  return row?.number;
}
