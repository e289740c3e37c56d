import 'server-only';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, Technician } from '@/access/scope';
import { orNotFound } from '@/platform/errors';
import { notify } from '@/platform/notify';
import { rowUuid, ticketNumber } from '@/tickets/input-shapes';
import { requireTicketing, visibleTickets } from '@/tickets/visible-tickets';
import { doings, type PresentTechnician } from './doing';
import { type PresenceSign, presence } from './presence';

export const GiveSign = z.object({
  number: ticketNumber,
  /** Made by the page when it opens. */
  page: rowUuid,
  doing: z.enum([...doings, 'leaving']),
});

/**
 * Tells every process that a technician has this ticket open and what they do there, and answers
 * who else has. It is said again every `signEvery` and forgotten soon after it no longer is;
 * nothing is written, so there is no entry in the audit log. An unknown ticket is not found.
 */
export async function giveSign(
  scope: Scope<Technician>,
  input: z.input<typeof GiveSign>,
): Promise<PresentTechnician[]> {
  const { number, page, doing } = GiveSign.parse(input);
  requireTicketing(scope, 'read');
  const { tenant, actor } = scope;
  const known = presence(); // before the sign travels, so that this process hears it
  const technician = { id: actor.id, name: actor.name };
  const sign: PresenceSign = { tenantId: tenant.id, number, technician, page, doing };
  await inTransaction(scope, async (tx) => {
    const [{ rows }] = await Promise.all([
      tx.execute(sql`
        select from tickets t, ticket_statuses s
        where ${visibleTickets(scope)} and t.number = ${number}`),
      notify(tx, 'servicedesk_presence', sign),
    ]);
    orNotFound(rows[0]);
  });
  return known.others(tenant.id, number, actor.id);
}
