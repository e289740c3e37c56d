import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction, type Tx } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { mergeFeedback } from '@/knowledge/feedback/merge-feedback';
import { mergeContactRows } from '@/people/merge-contact-rows';
import { refuseUnlessCan } from '@/people/policy';
import { Refusal } from '@/platform/errors';
import { attachments, ticketMessages, tickets } from './tables';

export const MergeContacts = z.object({ keepId: z.uuid(), duplicateId: z.uuid() });

/**
 * Makes one contact of two who are the same person: tickets, replies, copies, what was
 * read and what was said of articles go to the one who is kept, and the duplicate is disabled. Refuses (409) contacts of two companies.
 */
export async function mergeContacts(
  scope: Scope<Staff>,
  { keepId, duplicateId }: z.output<typeof MergeContacts>,
): Promise<{ tickets: number }> {
  refuseUnlessCan(scope, 'changeContacts');
  if (keepId === duplicateId) {
    const key = 'people.mergeWithSelf';
    throw new Refusal(key, { status: 422, fields: { duplicateId: key } });
  }
  return inTransaction(scope, async (tx) => {
    await mergeContactRows(tx, scope, { keepId, duplicateId });
    await mergeFeedback(tx, scope, { keepId, duplicateId });
    const moved = await moveTickets(tx, scope, keepId, duplicateId);
    await moveCopies(tx, scope, keepId, duplicateId);
    await moveReads(tx, scope, keepId, duplicateId);
    const after = { duplicateId, tickets: moved };
    await record(tx, scope, 'contact.merged', keepId, { after });
    return { tickets: moved };
  });
}

async function moveTickets(tx: Tx, { tenant }: Scope, keepId: string, duplicateId: string) {
  const moved = await tx
    .update(tickets)
    .set({ requesterId: keepId })
    .where(and(eq(tickets.tenantId, tenant.id), eq(tickets.requesterId, duplicateId)))
    .returning({ id: tickets.id });
  await tx
    .update(ticketMessages)
    .set({ contactId: keepId })
    .where(and(eq(ticketMessages.tenantId, tenant.id), eq(ticketMessages.contactId, duplicateId)));
  await tx
    .update(attachments)
    .set({ uploaderId: keepId })
    .where(
      and(
        eq(attachments.tenantId, tenant.id),
        eq(attachments.uploaderKind, 'contact'),
        eq(attachments.uploaderId, duplicateId),
      ),
    );
  return moved.length;
}

/** Nobody is in copy twice, nor in copy of what they asked for themselves. */
async function moveCopies(tx: Tx, { tenant }: Scope, keepId: string, duplicateId: string) {
  await tx.execute(sql`
    update ticket_ccs c set contact_id = ${keepId}
    where c.tenant_id = ${tenant.id} and c.contact_id = ${duplicateId}
      and not exists (select from ticket_ccs o where o.tenant_id = ${tenant.id}
        and o.ticket_id = c.ticket_id and o.contact_id = ${keepId})`);
  await tx.execute(sql`
    delete from ticket_ccs c where c.tenant_id = ${tenant.id} and (c.contact_id = ${duplicateId}
      or (c.contact_id = ${keepId} and exists (select from tickets t where t.tenant_id = ${tenant.id}
        and t.id = c.ticket_id and t.requester_id = ${keepId})))`);
}

/** Of two readings of one ticket the later one counts. */
async function moveReads(tx: Tx, { tenant }: Scope, keepId: string, duplicateId: string) {
  await tx.execute(sql`
    update ticket_reads r set read_at = greatest(r.read_at, o.read_at) from ticket_reads o
    where r.tenant_id = ${tenant.id} and r.reader_id = ${keepId} and o.tenant_id = ${tenant.id}
      and o.reader_id = ${duplicateId} and o.ticket_id = r.ticket_id`);
  await tx.execute(sql`
    update ticket_reads r set reader_id = ${keepId}
    where r.tenant_id = ${tenant.id} and r.reader_id = ${duplicateId}
      and not exists (select from ticket_reads o where o.tenant_id = ${tenant.id}
        and o.ticket_id = r.ticket_id and o.reader_id = ${keepId})`);
  await tx.execute(sql`
    delete from ticket_reads r where r.tenant_id = ${tenant.id} and r.reader_id = ${duplicateId}`);
}
