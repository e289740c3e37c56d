import 'server-only';
import { sql } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import type { DefaultFieldKey } from '@/fields/default-fields';
import type { FieldValues } from '@/fields/field';
import { fieldWords } from '@/fields/field-words';
import { portalVisibility } from '@/fields/portal-visibility';
import { type FieldRow, fieldRows } from '@/fields/read-fields';
import { seenFields } from './fields/seen-fields';
import type { Named, TicketPriority, TicketType } from './ticket-view';

export interface FileOfPerson {
  fileName: string;
  mediaType: string;
  size: number;
  createdAt: Date;
}

export interface ReplyOfPerson {
  author: string;
  /** Written by the person themselves. */
  own: boolean;
  body: string;
  createdAt: Date;
  attachments: FileOfPerson[];
}

export interface TicketOfPerson {
  number: number;
  title: string;
  /** Blank where contacts don't see it. */
  description: string;
  /** Those that contacts see: what they are called → what they say. */
  fields: Record<string, string>;
  createdAt: Date;
  closedAt: Date | null;
  /** What they said of how it went. */
  rating: { score: number; comment: string } | null;
  attachments: FileOfPerson[];
  replies: ReplyOfPerson[];
}

/**
 * What a person (by the ids of their contacts) asked for and wrote: their tickets with the
 * replies that they saw, and their own replies to tickets of others. Notes are in neither, nor
 * are fields that the portal hides, and of a ticket whose status contacts don't see there is only
 * what they wrote themselves.
 */
export async function ticketsOfPerson(
  tx: Tx,
  scope: Scope,
  ids: readonly string[],
): Promise<{
  tickets: TicketOfPerson[];
  repliesElsewhere: (ReplyOfPerson & { ticket: number })[];
}> {
  const { tenant } = scope;
  const hides = (field: DefaultFieldKey) => portalVisibility(scope, field) === 'hidden';
  const theirs = sql`(${sql.join(
    ids.map((id) => sql`${id}::uuid`),
    sql`, `,
  )})`;
  const [words, asked, said, attached] = await Promise.all([
    fieldWords(scope.language),
    tx.execute<TicketRow>(sql`
      select t.id, t.number, t.title, t.description, t.type, t.priority, t.fields, t.created_at,
        t.closed_at, s.portal_visible, ${fieldRows(tenant.id)} as field_rows,
        (select json_build_object('score', q.score, 'comment', q.comment) from ticket_ratings q
          where q.tenant_id = ${tenant.id} and q.ticket_id = t.id and q.score is not null) as rating,
        (select json_build_object('id', a.id, 'name', a.name) from technicians a
          where a.tenant_id = ${tenant.id} and a.id = t.assignee_id) as assignee
      from tickets t
      join ticket_statuses s on s.tenant_id = ${tenant.id} and s.id = t.status_id
      where t.tenant_id = ${tenant.id} and t.requester_id in ${theirs} order by t.number`),
    tx.execute<ReplyRow>(sql`
      select m.id, m.ticket_id, m.body, m.created_at, t.number,
        t.requester_id in ${theirs} as asked,
        coalesce(m.contact_id in ${theirs} and m.technician_id is null, false) as own,
        coalesce(c.name, a.name, m.author_name, '') as author
      from ticket_messages m
      join tickets t on t.tenant_id = ${tenant.id} and t.id = m.ticket_id
      join ticket_statuses s on s.tenant_id = ${tenant.id} and s.id = t.status_id
      left join contacts c on c.tenant_id = ${tenant.id} and c.id = m.contact_id
      left join technicians a on a.tenant_id = ${tenant.id} and a.id = m.technician_id
      where m.tenant_id = ${tenant.id} and m.kind = 'reply'
        and (m.contact_id in ${theirs} or (t.requester_id in ${theirs} and s.portal_visible))
      order by m.created_at, m.id`),
    tx.execute<FileRow>(sql`
      select f.ticket_id, f.message_id, f.file_name, f.media_type, f.size::int as size, f.created_at
      from attachments f
      join tickets t on t.tenant_id = ${tenant.id} and t.id = f.ticket_id
      left join ticket_messages m on m.tenant_id = ${tenant.id} and m.id = f.message_id
      where f.tenant_id = ${tenant.id}
        and (t.requester_id in ${theirs} or m.contact_id in ${theirs})
      order by f.created_at, f.id`),
  ]);
  const filesOf = (ticketId: string, messageId: string | null) =>
    attached.rows
      .filter((row) => row.ticket_id === ticketId && row.message_id === messageId)
      .map(fileOf);
  const replyOf = (row: ReplyRow): ReplyOfPerson => ({
    author: row.author,
    own: row.own,
    body: row.body,
    createdAt: new Date(row.created_at),
    attachments: filesOf(row.ticket_id, row.id),
  });
  return {
    tickets: asked.rows.map((row) => ({
      number: row.number,
      title: row.title,
      description: hides('description') ? '' : row.description,
      fields: Object.fromEntries(
        (row.portal_visible ? seenFields(row, words, { asContact: true }) : []).map(
          ({ label, text }) => [label, text],
        ),
      ),
      createdAt: new Date(row.created_at),
      closedAt:
        row.closed_at && row.portal_visible && !hides('status') ? new Date(row.closed_at) : null,
      rating: row.rating,
      attachments: filesOf(row.id, null),
      replies: said.rows.filter((reply) => reply.ticket_id === row.id).map(replyOf),
    })),
    repliesElsewhere: said.rows
      .filter((row) => !row.asked)
      .map((row) => ({ ticket: row.number, ...replyOf(row) })),
  };
}

interface TicketRow extends Record<string, unknown> {
  id: string;
  number: number;
  title: string;
  description: string;
  type: TicketType;
  priority: TicketPriority;
  fields: FieldValues;
  field_rows: FieldRow[];
  portal_visible: boolean;
  assignee: Named | null;
  created_at: string;
  closed_at: string | null;
  rating: TicketOfPerson['rating'];
}

interface ReplyRow extends Record<string, unknown> {
  id: string;
  ticket_id: string;
  number: number;
  asked: boolean;
  own: boolean;
  author: string;
  body: string;
  created_at: string;
}

interface FileRow extends Record<string, unknown> {
  ticket_id: string;
  message_id: string | null;
  file_name: string;
  media_type: string;
  size: number;
  created_at: string;
}

function fileOf(row: FileRow): FileOfPerson {
  return {
    fileName: row.file_name,
    mediaType: row.media_type,
    size: row.size,
    createdAt: new Date(row.created_at),
  };
}
