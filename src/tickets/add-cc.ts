import 'server-only';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { record } from '@/audit/record';
import { announceChange } from './announce-change';
import { requireCandidates } from './cc-candidates';
import { rowUuid, ticketNumber } from './input-shapes';
import { demand, ticketCan } from './policy';
import { ticketCcs } from './tables';
import { ticketForChange } from './visible-tickets';
import { writeEvent } from './write-message';

export const AddCc = z.object({ number: ticketNumber, contactId: rowUuid });

/**
 * Puts a colleague in copy: from then on they see the ticket and get its mails. Somebody who is
 * on it already changes nothing. Refuses people in copy themselves (403) and contacts of another
 * company (422).
 */
export async function addCc(scope: Scope, input: z.input<typeof AddCc>): Promise<void> {
  const { number, contactId } = AddCc.parse(input);
  await inTransaction(scope, async (tx) => {
    const ticket = await ticketForChange(tx, scope, number);
    demand(ticketCan.cc(scope, ticket));
    await requireCandidates(tx, scope, ticket.companyId, [contactId], 'contactId');
    if (contactId === ticket.requesterId || ticket.ccIds.includes(contactId)) return;
    const after = { ...ticket, ccIds: [...ticket.ccIds, contactId] };
    await Promise.all([
      tx.insert(ticketCcs).values({ tenantId: scope.tenant.id, ticketId: ticket.id, contactId }),
      writeEvent(tx, scope, ticket.id, { what: 'cc', added: contactId }),
      announceChange(tx, scope, after, 'changed'),
      record(tx, scope, 'ticket.ccAdded', ticket.id, { after: { contactId } }),
    ]);
  });
}
