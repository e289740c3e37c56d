import 'server-only';
import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction, type Tx } from '@/access/in-transaction';
import { isContact, isTechnician, type Scope } from '@/access/scope';
import { record } from '@/audit/record';
import { portalVisibility } from '@/fields/portal-visibility';
import { contacts } from '@/people/tables';
import { Refusal } from '@/platform/errors';
import { newId } from '@/platform/ids';
import { announceChange } from './announce-change';
import { activeTechnician } from './assign-ticket';
import { attachDrafts, mostAttachments } from './attach-drafts';
import { requireCandidates } from './cc-candidates';
import { fieldsOfNew } from './fields/fields-of-new';
import { givenFields } from './fields/given-fields';
import { followedTicket } from './follow-up';
import { emptyable, longText, manyIds, oneLine, rowUuid, ticketNumber } from './input-shapes';
import { statusOfCategory, statusOfKey } from './read-statuses';
import { setDueTimes } from './sla/set-due-times';
import { ticketCcs, tickets } from './tables';
import { takeNumber } from './take-number';
import { tellOfOpening } from './tell-people';
import { ticketPriorities, ticketTypes } from './ticket-view';
import { requireTicketing } from './visible-tickets';
import { writeEvent } from './write-message';

export const ticketTitle = oneLine(200);
export const ticketDescription = longText();

export const OpenTicket = z.object({
  /** A contact whose form has none leaves it out: then it begins as the field says. */
  title: ticketTitle.optional(),
  description: ticketDescription.optional(),
  /** The values of fields by key; `type` and `priority` may stand here or by themselves. */
  fields: givenFields,
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
 * `submissionId`, the same ticket, and refused where it differs from that one (409). Refuses a
 * contact who fills in what only technicians may (403, naming the field), and unknown people,
 * statuses and files (422, beside the field).
 */
export async function openTicket(
  scope: Scope,
  input: z.input<typeof OpenTicket>,
  /** `reply`: what they wrote in it becomes the ticket; nobody is asked for its fields. */
  { of }: { of?: 'reply' } = {},
): Promise<{ id: string; number: number }> {
  const wanted = OpenTicket.parse(input);
  requireTicketing(scope, 'write');
  refuseStaffFields(scope, wanted);
  const given = givenBy(wanted);
  const filler: Scope = of ? { ...scope, actor: { kind: 'system', job: of } } : scope;
  return inTransaction(scope, async (tx) => {
    const requester = await requesterOf(tx, scope, wanted);
    const ccIds = wanted.ccIds.filter((id) => id !== requester.id);
    const [values, status, followUpOf] = await Promise.all([
      fieldsOfNew(tx, filler, requester.companyId, given),
      wanted.status ? statusOfKey(tx, scope, wanted.status) : statusOfCategory(tx, scope, 'open'),
      followedTicket(tx, filler, requester.companyId, wanted.followUpOf),
      requireCandidates(tx, scope, requester.companyId, ccIds, 'ccIds'),
    ]);
    if (values.assigneeId) await activeTechnician(tx, scope, values.assigneeId);
    const id = wanted.submissionId ?? newId();
    const { attachmentIds } = wanted;
    const { number, present } = await takeNumber(tx, scope, {
      ...values,
      ...{ id, requesterId: requester.id, attachmentIds },
    });
    if (present) return { id, number };
    const ticket = {
      id,
      number,
      title: values.title,
      description: values.description,
      requesterId: requester.id,
      companyId: requester.companyId,
      assigneeId: values.assigneeId,
      followUpOf,
    };
    const at = new Date();
    await tx.insert(tickets).values({
      tenantId: scope.tenant.id,
      ...ticket,
      statusId: status.id,
      source: sourceOf(scope),
      priority: values.priority,
      type: values.type,
      fields: values.fields,
      resolvedAt: status.category === 'resolved' || status.category === 'closed' ? at : null,
      closedAt: status.category === 'closed' ? at : null,
    });
    await setDueTimes(tx, scope, id);
    const told = { ...ticket, ccIds, portalVisible: status.portalVisible };
    await Promise.all([
      copyIn(tx, scope, id, ccIds),
      attachDrafts(tx, scope, attachmentIds, { ticketId: id, messageId: null }),
      tellOfOpening(tx, scope, told),
      announceChange(tx, scope, told, 'opened'),
      isTechnician(scope)
        ? writeEvent(tx, scope, id, { what: 'opened', for: requester.id })
        : undefined,
      record(tx, scope, 'ticket.opened', id, {
        after: { number, requesterId: requester.id, status: status.key },
      }),
    ]);
    return { id, number };
  });
}

/** What was given for fields, by their keys. */
function givenBy(wanted: NewTicket): Record<string, unknown> {
  const { fields, title, description, priority, type, assigneeId } = wanted;
  const named = { title, description, priority, type, technician: assigneeId };
  const said = Object.entries(named).filter(([, value]) => value !== undefined);
  return { ...fields, ...Object.fromEntries(said) };
}

function refuseStaffFields(scope: Scope, wanted: NewTicket): void {
  if (!isContact(scope)) return;
  const chosen =
    portalVisibility(scope, 'technician') === 'editable' ? [] : ['assigneeId' as const];
  for (const field of ['requesterId', 'status', ...chosen] as const) {
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

function sourceOf({ actor, via }: Scope): 'portal' | 'console' | 'api' | 'mail' {
  if (via) return via;
  if (actor.kind === 'contact') return 'portal';
  return actor.kind === 'technician' ? 'console' : 'api';
}

async function copyIn(tx: Tx, scope: Scope, ticketId: string, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  const tenantId = scope.tenant.id;
  await tx.insert(ticketCcs).values(ids.map((contactId) => ({ tenantId, ticketId, contactId })));
}
