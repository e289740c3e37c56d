import 'server-only';
import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction, type Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { record } from '@/audit/record';
import { contacts } from '@/people/tables';
import { Refusal } from '@/platform/errors';
import { newId } from '@/platform/ids';
import { announceChange } from './announce-change';
import { activeTechnician } from './assign-ticket';
import { attachDrafts, mostAttachments } from './attach-drafts';
import { requireCandidates } from './cc-candidates';
import { followedTicket } from './follow-up';
import { emptyable, longText, manyIds, oneLine, rowUuid, ticketNumber } from './input-shapes';
import { statusOfCategory, statusOfKey } from './read-statuses';
import { ticketCcs, tickets } from './tables';
import { takeNumber } from './take-number';
import { tellOfOpening } from './tell-people';
import { setDueTimes } from './sla/set-due-times';
import { ticketPriorities, ticketTypes } from './ticket-view';
import { requireTicketing } from './visible-tickets';

export const OpenTicket = z.object({
  title: oneLine(200),
  description: longText(),
  attachmentIds: manyIds(mostAttachments),
  ccIds: manyIds(20),
  priority: emptyable(z.enum(ticketPriorities)),
  type: emptyable(z.enum(ticketTypes)),
  /** The number of a closed ticket that this one goes on from. */
  followUpOf: emptyable(ticketNumber),
  /** Made with the form: sent twice, it makes one ticket. */
  submissionId: emptyable(rowUuid),
  /** Staff only, and theirs to say: whose ticket it is. */
  requesterId: emptyable(rowUuid),
  /** Staff only: a status key and a technician. */
  status: emptyable(z.string().max(60)),
  assigneeId: emptyable(rowUuid),
});

type NewTicket = z.output<typeof OpenTicket>;

/**
 * Opens a ticket, for a contact their own. Returns its number; repeated with the same
 * `submissionId`, the same ticket. Refuses a contact who fills in what only technicians may
 * (403, naming the field), and unknown people, statuses and files (422, beside the field).
 */
export async function openTicket(
  scope: Scope,
  input: z.input<typeof OpenTicket>,
): Promise<{ id: string; number: number }> {
  const wanted = OpenTicket.parse(input);
  requireTicketing(scope, 'write');
  refuseStaffFields(scope, wanted);
  return inTransaction(scope, async (tx) => {
    const requester = await requesterOf(tx, scope, wanted);
    const ccIds = wanted.ccIds.filter((id) => id !== requester.id);
    const [status, followUpOf] = await Promise.all([
      wanted.status ? statusOfKey(tx, scope, wanted.status) : statusOfCategory(tx, scope, 'open'),
      followedTicket(tx, scope, requester.companyId, wanted.followUpOf),
      requireCandidates(tx, scope, requester.companyId, ccIds, 'ccIds'),
      wanted.assigneeId ? activeTechnician(tx, scope, wanted.assigneeId) : undefined,
    ]);
    const id = wanted.submissionId ?? newId();
    const { number, present } = await takeNumber(tx, scope, id, requester.id);
    if (present) return { id, number };
    const ticket = {
      id,
      number,
      title: wanted.title,
      description: wanted.description,
      requesterId: requester.id,
      companyId: requester.companyId,
      assigneeId: wanted.assigneeId ?? null,
      followUpOf,
    };
    const at = new Date();
    const { priority, type } = wanted;
    await tx.insert(tickets).values({
      tenantId: scope.tenant.id,
      ...ticket,
      statusId: status.id,
      source: sourceOf(scope),
      ...(priority ? { priority } : {}),
      ...(type ? { type } : {}),
      resolvedAt: status.category === 'resolved' || status.category === 'closed' ? at : null,
      closedAt: status.category === 'closed' ? at : null,
    });
    const told = { ...ticket, ccIds, portalVisible: status.portalVisible };
    await Promise.all([
      copyIn(tx, scope, id, ccIds),
      attachDrafts(tx, scope, wanted.attachmentIds, { ticketId: id, messageId: null }),
      tellOfOpening(tx, scope, told),
      announceChange(tx, scope, told, 'opened'),
      record(tx, scope, 'ticket.opened', id, {
        after: { number, requesterId: requester.id, status: status.key },
      }),
    ]);
    return { id, number };
    await setDueTimes(tx, scope, id);
  });
}

function refuseStaffFields({ actor }: Scope, wanted: NewTicket): void {
  if (actor.kind !== 'contact') return;
  for (const field of ['requesterId', 'status', 'assigneeId'] as const) {
    if (wanted[field] === undefined) continue;
    const key = 'tickets.fieldNotYours';
    throw new Refusal(key, { status: 403, values: { field }, fields: { [field]: key } });
  }
}

async function requesterOf(tx: Tx, { tenant, actor }: Scope, { requesterId }: NewTicket) {
  if (actor.kind === 'contact') return { id: actor.id, companyId: actor.companyId };
  if (!requesterId) {
    const fields = { requesterId: 'fields.required' };
    throw new Refusal('checkFields', { status: 422, fields });
  }
  const [row] = await tx
    .select({ id: contacts.id, companyId: contacts.companyId })
    .from(contacts)
    .where(
      and(
        eq(contacts.tenantId, tenant.id),
        eq(contacts.id, requesterId),
        isNull(contacts.disabledAt),
      ),
    );
  if (row) return row;
  const key = 'tickets.unknownRequester';
  throw new Refusal(key, { status: 422, fields: { requesterId: key } });
}

function sourceOf({ actor }: Scope): 'portal' | 'console' | 'api' {
  if (actor.kind === 'contact') return 'portal';
  return actor.kind === 'technician' ? 'console' : 'api';
}

async function copyIn(tx: Tx, scope: Scope, ticketId: string, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  const tenantId = scope.tenant.id;
  await tx.insert(ticketCcs).values(ids.map((contactId) => ({ tenantId, ticketId, contactId })));
}
