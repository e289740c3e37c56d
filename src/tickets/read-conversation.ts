import 'server-only';
import { sql } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { isHiddenFrom } from '@/fields/portal-visibility';
import { runNamed } from '@/platform/run-named';
import { isImage } from '@/platform/sniff-media-type';
import { isStaff } from './policy';
import { labelOf, type StatusWords } from './status-words';
import type { TicketEvent } from './ticket-event';
import type {
  AttachmentView,
  StatusCategory,
  TicketEventView,
  TicketMessageView,
  TicketPriority,
} from './ticket-view';
import { visibleTickets } from './visible-tickets';

/**
 * The messages of the ticket with this number, oldest first, as a function of the words for
 * statuses. Who may see the ticket at all is not asked here: `readTicket` does, together with
 * this. Contacts get replies, who opened it, changes to a status, which files of their mails were
 * not taken, and the other side of a merge if they may see it.
 */
export async function readConversation(
  tx: Tx,
  scope: Scope,
  number: number,
): Promise<(words: StatusWords) => TicketMessageView[]> {
  const tenantId = scope.tenant.id;
  const seenEvents = isHiddenFrom(scope, 'status') ? sql`'merged'` : sql`'status'`;
  const kinds = isStaff(scope)
    ? sql``
    : sql`and (m.kind = 'reply' or (m.kind = 'event' and m.event ->> 'what' in (${seenEvents}, 'merged', 'opened', 'filesLeftOut')))`;
  const rows = await runNamed<MessageRow>(
    tx,
    sql`
    select m.id, m.kind, m.author_kind, coalesce(m.contact_id, m.technician_id) as author_id,
      coalesce(c.name, a.name, m.author_name, '') as author_name,
      case m.author_kind
        when 'contact' then coalesce(a.name, m.author_name)
        when 'technician' then m.author_name
      end as by_name,
      case when m.author_kind = 'contact' then m.technician_id end as by_id,
      m.body, m.event, m.created_at, (select i.has_formatting from inbound_mails i
        where i.tenant_id = ${tenantId} and i.id = m.id) as mail_formatted,
      case m.event ->> 'what'
        when 'status' then (select json_object_agg(s.id,
            json_build_object('category', s.category, 'labels', s.labels, 'seen', s.portal_visible))
          from ticket_statuses s where s.tenant_id = ${tenantId}
            and s.id in ((m.event ->> 'from')::uuid, (m.event ->> 'to')::uuid))
        when 'assignee' then (select json_object_agg(p.id, p.name) from technicians p
          where p.tenant_id = ${tenantId}
            and p.id in ((m.event ->> 'from')::uuid, (m.event ->> 'to')::uuid))
        when 'cc' then (select json_object_agg(p.id, p.name) from contacts p
          where p.tenant_id = ${tenantId}
            and p.id in ((m.event ->> 'added')::uuid, (m.event ->> 'removed')::uuid))
        when 'undelivered' then (select json_object_agg(p.id, p.name) from (
            select id, coalesce(email, name) as name from contacts where tenant_id = ${tenantId}
            union all select id, coalesce(email, name) from technicians where tenant_id = ${tenantId}
          ) p where p.id = (m.event ->> 'to')::uuid)
        when 'opened' then (select json_object_agg(p.id, p.name) from contacts p
          where p.tenant_id = ${tenantId} and p.id = (m.event ->> 'for')::uuid)
        when 'merged' then (select json_object_agg(t.id, t.number::text)
          from tickets t, ticket_statuses s where ${visibleTickets(scope)}
            and t.id in ((m.event ->> 'into')::uuid, (m.event ->> 'from')::uuid))
      end as names,
      (select json_agg(f order by f.created_at, f.id) from (
        select f.id, f.file_name, f.media_type, f.size, f.created_at from attachments f
        where f.tenant_id = ${tenantId} and f.ticket_id = t.id and f.message_id = m.id
      ) f) as attachments
    from tickets t
      join ticket_messages m on m.tenant_id = ${tenantId} and m.ticket_id = t.id ${kinds}
      left join contacts c on c.tenant_id = ${tenantId} and c.id = m.contact_id
      left join technicians a on a.tenant_id = ${tenantId} and a.id = m.technician_id
    where t.tenant_id = ${tenantId} and t.number = ${number}
    order by m.created_at, m.id`,
  );
  return (words) => rows.flatMap((row) => messageOf(scope, row, words) ?? []);
}

export function attachmentView(row: AttachmentRow): AttachmentView {
  return {
    id: row.id,
    fileName: row.file_name,
    mediaType: row.media_type,
    size: row.size,
    isImage: isImage(row.media_type),
  };
}

/** Undefined: nothing that this reader may know of. */
function messageOf(
  scope: Scope,
  row: MessageRow,
  words: StatusWords,
): TicketMessageView | undefined {
  const event = row.event ? eventOf(scope, row.event, row.names ?? {}, words) : null;
  if (event === undefined) return undefined;
  return {
    id: row.id,
    kind: row.kind,
    author: {
      kind: row.author_kind,
      id: row.author_id,
      name: row.author_name,
      by: byOf(scope, row),
    },
    body: row.body,
    event,
    byMail: isStaff(scope) && row.mail_formatted !== null,
    isFormatted: row.mail_formatted === true,
    createdAt: new Date(row.created_at),
    attachments: (row.attachments ?? []).map(attachmentView),
  };
}

/** Which program brought a message is the tenant's own affair; that a technician wrote it isn't. */
function byOf(scope: Scope, { by_id: id, by_name: name }: MessageRow) {
  return name === null || (id === null && !isStaff(scope)) ? null : { id, name };
}

function eventOf(
  scope: Scope,
  event: TicketEvent,
  names: Names,
  words: StatusWords,
): TicketEventView | undefined {
  const nameOf = (id: string | null | undefined) => {
    const name = id ? names[id] : undefined;
    return typeof name === 'string' ? name : null;
  };
  const statusOf = (id: string) => {
    const status = names[id];
    // One that is no more: nobody knows any longer whether contacts saw it.
    if (!status || typeof status === 'string') return isStaff(scope) ? words.deleted : null;
    return status.seen || isStaff(scope) ? labelOf(status, scope.language, words) : null;
  };
  switch (event.what) {
    case 'status': {
      const to = statusOf(event.to);
      return to === null ? undefined : { what: 'status', from: statusOf(event.from), to };
    }
    case 'opened':
      return { what: 'opened', for: nameOf(event.for) };
    case 'assignee':
      return { what: 'assignee', from: nameOf(event.from), to: nameOf(event.to) };
    case 'priority':
      return {
        what: 'priority',
        from: event.from as TicketPriority,
        to: event.to as TicketPriority,
      };
    case 'due':
      return { ...event, dueAt: new Date(event.dueAt) };
    case 'undelivered':
      return isStaff(scope) ? { ...event, to: nameOf(event.to) } : undefined;
    case 'filesLeftOut':
      return isStaff(scope) || !event.inNote
        ? { what: 'filesLeftOut', files: event.files }
        : undefined;
    case 'cc':
      return { what: 'cc', added: nameOf(event.added), removed: nameOf(event.removed) };
    case 'merged': {
      const [into, from] = [nameOf(event.into), nameOf(event.from)];
      return into || from ? { what: 'merged', into, from } : undefined;
    }
  }
}

interface SeenStatus {
  category: StatusCategory;
  labels: Record<string, string>;
  seen: boolean;
}

type Names = Record<string, string | SeenStatus>;

export interface AttachmentRow {
  id: string;
  file_name: string;
  media_type: string;
  size: number;
}

interface MessageRow extends Record<string, unknown> {
  id: string;
  kind: 'reply' | 'note' | 'event';
  author_kind: 'contact' | 'technician' | 'apiKey' | 'system';
  author_id: string | null;
  author_name: string;
  by_id: string | null;
  by_name: string | null;
  body: string;
  event: TicketEvent | null;
  names: Names | null;
  /** Null: it came another way. */
  mail_formatted: boolean | null;
  created_at: string;
  attachments: AttachmentRow[] | null;
}
