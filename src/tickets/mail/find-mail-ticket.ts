import 'server-only';
import { sql } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import type { Envelope, ReadMail } from '@/notifications/inbound/inbound-mail';
import { senderHost } from '@/notifications/mail-sender';
import { readReplyAddress } from '@/notifications/reply-address';
import { contactNow } from '@/people/contact-now';
import { isUuid } from '@/platform/ids';
import { closedByMerge } from '@/tickets/closed-by-merge';

/** The ticket that a mail answers. */
export interface MailTicket {
  id: string;
  number: number;
  /** To whom the answered mail went, where one of our signed addresses says so: who they are now. */
  signedFor: string | null;
}

type Answering = Pick<ReadMail, 'to' | 'cc' | 'references'>;

/**
 * The ticket of the first signed address among the recipients, else of the newest mail it refers
 * to that is one of ours or came in here; a merged ticket goes on in the other one.
 */
export async function findMailTicket(
  tx: Tx,
  scope: Scope,
  mail: Answering,
  envelope: Pick<Envelope, 'to'>,
): Promise<MailTicket | undefined> {
  const recipients = [
    ...envelope.to,
    ...mail.to.map((one) => one.address),
    ...mail.cc.map((one) => one.address),
  ];
  for (const address of recipients) {
    const target = readReplyAddress(scope.tenant, address);
    const ticket = target && (await ticketGoingOn(tx, scope, sql`t.number = ${target.number}`));
    if (ticket) return { ...ticket, signedFor: await contactNow(tx, scope, target.readerId) };
  }
  const id = await referredTicket(tx, scope, mail.references);
  const ticket = id && (await ticketGoingOn(tx, scope, sql`t.id = ${id}`));
  return ticket ? { ...ticket, signedFor: null } : undefined;
}

/** A reference is `<ticket-‹id›@host>` or a mail's own `<‹id›@host>`, as `queueMail` makes them. */
async function referredTicket(
  tx: Tx,
  scope: Scope,
  references: readonly string[],
): Promise<string | undefined> {
  const ending = `@${senderHost()}>`;
  const own = references
    .filter((one) => one.endsWith(ending))
    .map((one) => one.slice(1, -ending.length));
  const named = own.find((one) => one.startsWith('ticket-') && isUuid(one.slice(7)));
  if (named) return named.slice(7);
  if (references.length === 0) return undefined;
  const tenantId = scope.tenant.id;
  const { rows } = await tx.execute<{ thread: string }>(sql`
    select o.headers ->> 'inReplyTo' as thread from outbox_messages o
    where o.tenant_id = ${tenantId} and o.id = any(${asArray(own.filter(isUuid))}::uuid[])
      and o.headers ->> 'inReplyTo' is not null
    union all
    select '<ticket-' || i.ticket_id || ${ending} from inbound_mails i
    where i.tenant_id = ${tenantId} and i.ticket_id is not null
      and i.message_id = any(${asArray(references)}::text[])
    limit 1`);
  return /^<ticket-([0-9a-f-]{36})@/.exec(rows[0]?.thread ?? '')?.[1];
}

/** An array as one parameter. */
const asArray = (values: readonly string[]) => sql.param([...values]);

/** The ticket, or where it was closed by a merge, and not opened again, the other one. */
export async function ticketGoingOn(
  tx: Tx,
  scope: Scope,
  which: ReturnType<typeof sql>,
): Promise<{ id: string; number: number } | undefined> {
  const tenantId = scope.tenant.id;
  const { rows } = await tx.execute<{ id: string; number: number }>(sql`
    with recursive chain as (
      select t.id, t.number, t.closed_at, 0 as step from tickets t where t.tenant_id = ${tenantId} and ${which}
      union all
      select t.id, t.number, t.closed_at, c.step + 1 from chain c
        join ticket_messages m on m.tenant_id = ${tenantId} and m.ticket_id = c.id
          and ${closedByMerge(sql`c.closed_at`)}
        join tickets t on t.tenant_id = ${tenantId} and t.id = (m.event ->> 'into')::uuid
      where c.step < 10)
    select id, number from chain order by step desc limit 1`);
  return rows[0];
}
