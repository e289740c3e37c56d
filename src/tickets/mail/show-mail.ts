import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { inReadTransaction } from '@/access/in-transaction';
import type { Contact, Scope, Staff } from '@/access/scope';
import { isHiddenFrom } from '@/fields/portal-visibility';
import { translatorFor } from '@/i18n/translator';
import type { ShownMail } from '@/notifications/inbound/html/shown-mail';
import { rawFile } from '@/notifications/inbound/raw-store';
import { showApart } from '@/notifications/inbound/read-apart';
import { notFound, orNotFound } from '@/platform/errors';
import { isUuid } from '@/platform/ids';
import { isStaff } from '@/tickets/policy';
import { requireTicketing, visibleTickets } from '@/tickets/visible-tickets';
import { mailOwner } from './mail-files';

export interface MailToShow extends ShownMail {
  subject: string;
  /** Whether the reader may have pictures of other servers loaded. */
  mayLoadRemote: boolean;
}

/**
 * A mail's HTML, made safe anew from the mail as it came. The tenant's side sees every mail, with
 * what it quotes folded; contacts those that became a description or a reply that they see, without
 * what the sender had quoted. Only technicians have pictures of other servers loaded, by `remote`.
 * Not found (404): what one may not see, a mail without HTML, one whose bytes are gone, and one
 * that took too much time or memory.
 */
export async function showMail(
  scope: Scope<Staff | Contact>,
  id: string,
  { remote = false }: { remote?: boolean } = {},
): Promise<MailToShow> {
  requireTicketing(scope, 'read');
  if (!isUuid(id)) throw notFound();
  const mayLoadRemote = isStaff(scope);
  const { rows } = await inReadTransaction(scope, (tx) =>
    tx.execute<Row>(sql`
      select i.storage_key, i.subject, i.ticket_id is null as is_loose, (
        select json_object_agg(a.content_id, '/api/attachments/' || a.id) from attachments a
        where a.tenant_id = ${scope.tenant.id} and a.content_id is not null
          and a.uploader_kind = 'system' and a.uploader_id = ${mailOwner(id)}
          and a.ticket_id = coalesce((select m.ticket_id from ticket_messages m
            where m.tenant_id = ${scope.tenant.id} and m.id = ${message}), i.ticket_id)
      ) as pictures
      from inbound_mails i
      where i.tenant_id = ${scope.tenant.id} and i.id = ${id} and i.has_formatting
        and ${isStaff(scope) ? sql`true` : seenByContact(scope)}`),
  );
  const { storage_key, subject, pictures, is_loose: isLoose } = orNotFound(rows[0]);
  const t = await translatorFor(scope.language);
  const answer = await showApart(rawFile(storage_key), {
    pictures: pictures ?? {},
    isLoose,
    remote: remote && mayLoadRemote,
    quotes: mayLoadRemote ? 'fold' : 'leaveOut',
    quoteLabel: t('inboundMail.quoted'),
  });
  const shown = orNotFound('shown' in answer ? (answer.shown ?? undefined) : undefined);
  return { ...shown, subject, mayLoadRemote };
}

/** The message that it became; where its ticket was merged, the one that the description became. */
const message = sql`coalesce(i.ticket_message_id, i.id)`;

/** What it became is a reply on a ticket that they see, or the description of one. */
function seenByContact(scope: Scope): SQL {
  const ticket = sql`select from tickets t, ticket_statuses s where ${visibleTickets(scope)}`;
  const reply = sql`exists (select from ticket_messages m where m.tenant_id = ${scope.tenant.id}
    and m.id = ${message} and m.kind = 'reply' and exists (${ticket} and t.id = m.ticket_id))`;
  if (isHiddenFrom(scope, 'description')) return reply;
  return sql`(${reply} or (i.ticket_message_id is null and exists (${ticket} and t.id = i.ticket_id)))`;
}

interface Row extends Record<string, unknown> {
  storage_key: string;
  subject: string;
  is_loose: boolean;
  pictures: Record<string, string> | null;
}
