import 'server-only';
import type { Readable } from 'node:stream';
import { type SQL, sql } from 'drizzle-orm';
import { inReadTransaction } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { attachmentStore } from '@/platform/attachment-store';
import { notFound, orNotFound } from '@/platform/errors';
import { isUuid } from '@/platform/ids';
import { isImage } from '@/platform/sniff-media-type';
import { isStaff } from './policy';
import { uploaderOf } from './store-attachment';
import { requireTicketing, visibleTickets } from './visible-tickets';

export interface OpenedAttachment {
  stream: Readable;
  fileName: string;
  mediaType: string;
  size: number;
  /** Only such a file may be shown; any other is sent as a download. */
  isImage: boolean;
}

/**
 * The bytes of an attachment of a ticket that the actor can see, or of their own draft. What a
 * contact may not see (a note's file, a ticket in a hidden status) answers like an unknown id.
 */
export async function openAttachment(scope: Scope, id: string): Promise<OpenedAttachment> {
  requireTicketing(scope, 'read');
  if (!isUuid(id)) throw notFound();
  const { rows } = await inReadTransaction(scope, (tx) =>
    tx.execute<Row>(sql`
      select a.file_name, a.media_type, a.size::float8 as size, a.storage_key
      from attachments a
      where a.tenant_id = ${scope.tenant.id} and a.id = ${id}
        and (${ownDraft(scope)} or ${ofVisibleTicket(scope)})`),
  );
  const row = orNotFound(rows[0]);
  return {
    stream: orNotFound(await attachmentStore().get(row.storage_key)),
    fileName: row.file_name,
    mediaType: row.media_type,
    size: row.size,
    isImage: isImage(row.media_type),
  };
}

function ownDraft(scope: Scope): SQL {
  const { uploaderKind, uploaderId } = uploaderOf(scope);
  return sql`(a.ticket_id is null and a.uploader_kind = ${uploaderKind} and a.uploader_id = ${uploaderId})`;
}

function ofVisibleTicket(scope: Scope): SQL {
  const ticket = sql`exists (select from tickets t, ticket_statuses s
    where ${visibleTickets(scope)} and t.id = a.ticket_id)`;
  if (isStaff(scope)) return ticket;
  return sql`(${ticket} and not exists (select from ticket_messages m
    where m.tenant_id = a.tenant_id and m.id = a.message_id and m.kind = 'note'))`;
}

interface Row extends Record<string, unknown> {
  file_name: string;
  media_type: string;
  size: number;
  storage_key: string;
}
