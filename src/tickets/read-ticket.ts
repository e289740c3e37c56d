import 'server-only';
import { sql } from 'drizzle-orm';
import { inReadTransaction, type Tx } from '@/access/in-transaction';
import { isContact, type Scope } from '@/access/scope';
import type { FieldValues } from '@/fields/field';
import { fieldWords } from '@/fields/field-words';
import { isHiddenFrom, portalVisibility } from '@/fields/portal-visibility';
import { type FieldRow, fieldRows } from '@/fields/read-fields';
import { notFound, orNotFound } from '@/platform/errors';
import { runNamed } from '@/platform/run-named';
import { seenFields, unlessHidden, unseenStatus, withTechnicians } from './fields/seen-fields';
import { ticketNumber } from './input-shapes';
import { isStaff, permissionsOn } from './policy';
import { type RatingRow, ratingColumn, ratingSeen } from './ratings/read-rating';
import { type AttachmentRow, attachmentView, readConversation } from './read-conversation';
import { type PromiseRow, promiseColumns, promisesSeen } from './sla/read-promises';
import { labelOf, statusWords } from './status-words';
import {
  type Named,
  nextStepOf,
  type StatusCategory,
  type TicketPriority,
  type TicketType,
  type TicketView,
} from './ticket-view';
import { peopleInCopy, requireTicketing, visibleTickets } from './visible-tickets';

/**
 * One ticket with its conversation and what the actor may do with it; everything is asked
 * together, in one round trip. What the actor may not see is not found (404).
 */
export async function readTicket(scope: Scope, number: number): Promise<TicketView> {
  requireTicketing(scope, 'read');
  const wanted = ticketNumber.safeParse(number);
  if (!wanted.success) throw notFound();
  const [words, named, { row, conversation }] = await Promise.all([
    statusWords(scope.language),
    fieldWords(scope.language),
    inReadTransaction(scope, async (tx) => {
      const [found, conversation] = await Promise.all([
        readHead(tx, scope, wanted.data),
        readConversation(tx, scope, wanted.data),
      ]);
      return { row: orNotFound(found), conversation };
    }),
  ]);
  const { category, labels } = row;
  const closedAt = dateOf(row.closed_at);
  const hasStatus = !isHiddenFrom(scope, 'status');
  const facts = { requesterId: row.requester.id, companyId: row.company.id, category, closedAt };
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    description: unlessHidden(scope, 'description', row.description) ?? '',
    isFormatted: unlessHidden(scope, 'description', row.mail_formatted) === true,
    status: hasStatus
      ? {
          id: row.status_id,
          key: row.status_key,
          category,
          label: labelOf({ category, labels }, scope.language, words),
          colour: row.status_colour,
        }
      : unseenStatus,
    priority: unlessHidden(scope, 'priority', row.priority),
    type: unlessHidden(scope, 'type', row.type),
    fields: seenFields(row, named, { asContact: isContact(scope) }).map((field) =>
      withTechnicians(field, row.technicians),
    ),
    source: row.source,
    requester: row.requester,
    company: row.company,
    assignee: unlessHidden(scope, 'technician', row.assignee),
    ccs: row.ccs,
    tags: row.tags,
    attachments: row.attachments.map(attachmentView),
    messages: conversation(words),
    followUpOf: row.follow_up_of,
    followUps: row.follow_ups,
    lastReplyBy: row.last_reply_by,
    isRead: row.is_read,
    createdAt: new Date(row.created_at),
    updatedAt: new Date(row.updated_at),
    firstRespondedAt: dateOf(row.first_responded_at),
    resolvedAt: hasStatus ? dateOf(row.resolved_at) : null,
    closedAt: hasStatus ? closedAt : null,
    next: hasStatus ? nextStepOf(category) : null,
    ...promisesSeen(scope, row),
    satisfaction: ratingSeen(row.rating),
    can: permissionsOn(scope, facts),
  };
}

const dateOf = (value: string | null) => (value === null ? null : new Date(value));

async function readHead(tx: Tx, scope: Scope, number: number): Promise<HeadRow | undefined> {
  const tenantId = scope.tenant.id;
  const { actor } = scope;
  const isRead =
    actor.kind === 'contact' || actor.kind === 'technician'
      ? sql`exists (select from ticket_reads k where k.tenant_id = ${tenantId}
          and k.reader_id = ${actor.id} and k.ticket_id = t.id and k.read_at >= t.updated_at)`
      : sql`true`;
  const tags = isStaff(scope)
    ? sql`(select coalesce(json_agg(g.name order by lower(g.name)), '[]')
        from ticket_tags x join tags g on g.tenant_id = x.tenant_id and g.id = x.tag_id
        where x.tenant_id = ${tenantId} and x.ticket_id = t.id)`
    : sql`'[]'::json`;
  const choosesTechnician =
    isContact(scope) && portalVisibility(scope, 'technician') === 'editable';
  const technicians = choosesTechnician
    ? sql`(select coalesce(json_agg(json_build_object('id', a.id, 'name', a.name) order by a.name, a.id), '[]')
        from technicians a where a.tenant_id = ${tenantId} and a.disabled_at is null)`
    : sql`'[]'::json`;
  const linked = sql`select json_build_object('number', t.number, 'title', t.title) as link, t.number
    from tickets t, ticket_statuses s where ${visibleTickets(scope)}`;
  const rows = await runNamed<HeadRow>(
    tx,
    sql`
    select t.id, t.number, t.title, t.description, t.status_id, s.key as status_key, s.category,
      s.labels, s.colour as status_colour, t.priority, t.type, t.source, t.last_reply_by, t.created_at, t.updated_at,
      t.first_responded_at, t.resolved_at, t.closed_at, t.fields, ${fieldRows(tenantId)} as field_rows, ${technicians} as technicians,
      ${promiseColumns(scope)}, ${ratingColumn(scope)} as rating, ${isRead} as is_read,
      (select i.has_formatting from inbound_mails i
        where i.tenant_id = ${tenantId} and i.id = t.id) as mail_formatted,
      (select json_build_object('id', r.id, 'name', r.name, 'companyName', o.name)
        from contacts r join companies o on o.tenant_id = r.tenant_id and o.id = r.company_id
        where r.tenant_id = ${tenantId} and r.id = t.requester_id) as requester,
      (select json_build_object('id', o.id, 'name', o.name) from companies o
        where o.tenant_id = ${tenantId} and o.id = t.company_id) as company,
      (select json_build_object('id', a.id, 'name', a.name) from technicians a
        where a.tenant_id = ${tenantId} and a.id = t.assignee_id) as assignee,
      (select coalesce(json_agg(json_build_object('id', p.id, 'name', p.name) order by p.name, p.id), '[]')
        from ${peopleInCopy(scope)}) as ccs, ${tags} as tags,
      (select coalesce(json_agg(f order by f.created_at, f.id), '[]') from (
        select f.id, f.file_name, f.media_type, f.size, f.created_at from attachments f
        where f.tenant_id = ${tenantId} and f.ticket_id = t.id and f.message_id is null
      ) f) as attachments,
      (select l.link from (${linked} and t.id = outer_t.follow_up_of) l) as follow_up_of,
      (select coalesce(json_agg(l.link order by l.number), '[]')
        from (${linked} and t.follow_up_of = outer_t.id) l) as follow_ups
    from (select t.* from tickets t, ticket_statuses s
        where ${visibleTickets(scope)} and t.number = ${number}) outer_t
      cross join lateral (select outer_t.*) t
      join ticket_statuses s on s.tenant_id = ${tenantId} and s.id = t.status_id`,
  );
  return rows[0];
}

interface HeadRow extends PromiseRow, Record<string, unknown> {
  id: string;
  number: number;
  title: string;
  description: string;
  status_id: string;
  status_key: string;
  category: StatusCategory;
  labels: Record<string, string>;
  status_colour: string | null;
  priority: TicketPriority;
  type: TicketType;
  fields: FieldValues;
  field_rows: FieldRow[];
  technicians: Named[];
  source: 'portal' | 'console' | 'api' | 'mail';
  last_reply_by: 'contact' | 'technician' | null;
  is_read: boolean;
  mail_formatted: boolean | null;
  created_at: string;
  updated_at: string;
  first_responded_at: string | null;
  resolved_at: string | null;
  closed_at: string | null;
  requester: Named & { companyName: string };
  company: Named;
  assignee: Named | null;
  ccs: Named[];
  tags: string[];
  attachments: AttachmentRow[];
  follow_up_of: { number: number; title: string } | null;
  follow_ups: { number: number; title: string }[];
  rating: RatingRow | null;
}
