import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { inReadTransaction, type Tx } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import type { Authentication } from '@/notifications/inbound/inbound-mail';
import { notFound, orNotFound } from '@/platform/errors';
import { isUuid } from '@/platform/ids';
import { strictAddress } from '@/platform/mail-address';
import type { Named } from '@/tickets/ticket-view';
import { answerBy } from './decide-mail';
import { ticketGoingOn } from './find-mail-ticket';
import {
  type Acceptance,
  type InboundMailView,
  type MailQueue,
  mailQueues,
  type OpenInboundMailView,
} from './mail-view';
import { requireMail } from './require-mail';

export const ReadInboundMails = z.object({
  queue: z.enum(mailQueues).default('triage'),
  /** The id of the last mail that was shown. */
  cursor: z.string().max(1_000).nullish(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
});

export interface InboundMailList {
  rows: InboundMailView[];
  nextCursor: string | null;
  /** How many wait for somebody, up to 1,000. */
  waiting: Record<'triage' | 'failed', number>;
}

/** The mails of one queue, newest first. Contacts get what an unknown page gets (404). */
export async function readInboundMails(
  scope: Scope<Staff>,
  input: z.input<typeof ReadInboundMails> = {},
): Promise<InboundMailList> {
  requireMail(scope, 'read');
  const { queue, cursor, limit } = ReadInboundMails.parse(input);
  const before = cursor && isUuid(cursor) ? sql`and m.id < ${cursor}` : sql``;
  return inReadTransaction(scope, async (tx) => {
    const [found, triage, failed] = await Promise.all([
      mailsOf(tx, scope, sql`m.state = ${queue} ${before}`, limit + 1, sql`left(m.excerpt, 300)`),
      count(tx, scope, 'triage'),
      count(tx, scope, 'failed'),
    ]);
    const rows = found.slice(0, limit);
    const nextCursor = found.length > limit ? (rows.at(-1)?.id ?? null) : null;
    return { rows, nextCursor, waiting: { triage, failed } };
  });
}

/**
 * One mail with all that was kept of its text, and who could reply with it; a foreign or unknown
 * id is not found.
 */
export async function readInboundMail(
  scope: Scope<Staff>,
  id: string,
): Promise<OpenInboundMailView> {
  requireMail(scope, 'read');
  if (!isUuid(id)) throw notFound();
  return inReadTransaction(scope, async (tx) => {
    const [found] = await mailsOf(tx, scope, sql`m.id = ${id}`, 1, sql`m.excerpt`);
    const mail = orNotFound(found);
    return { ...mail, ...(await answerOfMail(tx, scope, mail)) };
  });
}

/** The list names the ticket that was answered; here it is the one in which that goes on. */
async function answerOfMail(
  tx: Tx,
  scope: Scope,
  { answersNumber, acceptance }: InboundMailView,
): Promise<Pick<OpenInboundMailView, 'answersNumber' | 'replyAs'>> {
  if (answersNumber === null) return { answersNumber, replyAs: null };
  const ticket = await ticketGoingOn(tx, scope, sql`t.number = ${answersNumber}`);
  const { number } = orNotFound(ticket);
  const contact = acceptance?.of === 'contact' ? acceptance.contact : null;
  const answer = contact && (await answerBy(tx, scope, contact.id, number, { lock: false }));
  return { answersNumber: number, replyAs: answer?.do === 'reply' ? contact : null };
}

async function count(tx: Tx, { tenant }: Scope, queue: MailQueue): Promise<number> {
  const { rows } = await tx.execute<{ count: number }>(sql`
    select count(*)::int as count from (select from inbound_mails m
      where m.tenant_id = ${tenant.id} and m.state = ${queue} limit 1000) m`);
  return rows[0]!.count;
}

async function mailsOf(
  tx: Tx,
  { tenant }: Scope,
  which: SQL,
  limit: number,
  text: SQL,
): Promise<InboundMailView[]> {
  const { rows } = await tx.execute<MailRow>(sql`
    select m.id, m.state, m.reason, m.from_name, m.from_address, m.subject, ${text} as text, m.size, m.has_formatting,
      m.created_at, m.authentication, m.last_error, t.number, a.number as answers_number,
      exists (select from technicians e
        where e.tenant_id = ${tenant.id} and e.email = m.from_address) as is_technician,
      (select json_build_object('contact', json_build_object('id', c.id, 'name', c.name),
          'company', json_build_object('id', o.id, 'name', o.name), 'active', c.disabled_at is null)
        from contacts c join companies o on o.tenant_id = ${tenant.id} and o.id = c.company_id
        where c.tenant_id = ${tenant.id} and c.email = m.from_address) as known,
      (select json_agg(json_build_object('id', o.id, 'name', o.name) order by o.name)
        from company_domains d join companies o on o.tenant_id = ${tenant.id} and o.id = d.company_id
        where d.tenant_id = ${tenant.id}
          and d.domain = split_part(m.from_address, '@', 2)) as companies
    from inbound_mails m
      left join tickets t on t.tenant_id = ${tenant.id} and t.id = m.ticket_id
      left join tickets a on a.tenant_id = ${tenant.id} and a.id = m.answers_ticket_id
    where m.tenant_id = ${tenant.id} and ${which}
    order by m.id desc limit ${limit}`);
  return rows.map(viewOf);
}

function viewOf(row: MailRow): InboundMailView {
  const address = row.from_address ?? '';
  return {
    id: row.id,
    state: row.state,
    reason: row.reason,
    from: { name: row.from_name, address },
    subject: row.subject,
    text: row.text,
    isFormatted: row.has_formatting,
    size: row.size,
    receivedAt: new Date(row.created_at),
    authentication: row.authentication,
    error: row.last_error,
    ticketNumber: row.number,
    acceptance: acceptanceOf(row, address),
    answersNumber: isOpen(row) ? row.answers_number : null,
  };
}

function acceptanceOf(row: MailRow, address: string): Acceptance | null {
  if (!isOpen(row) || row.is_technician || strictAddress(address) !== address) return null;
  const { known, companies } = row;
  if (known) return known.active ? { of: 'contact', ...pick(known) } : null;
  return companies ? { of: 'companies', companies } : { of: 'anyCompany' };
}

const isOpen = ({ state }: MailRow) => state === 'triage' || state === 'ignored';
const pick = ({ contact, company }: Known) => ({ contact, company });

interface Known {
  contact: Named;
  company: Named;
  active: boolean;
}

interface MailRow extends Record<string, unknown> {
  id: string;
  state: InboundMailView['state'];
  reason: string | null;
  from_name: string;
  from_address: string | null;
  subject: string;
  text: string;
  has_formatting: boolean;
  size: number;
  created_at: string;
  authentication: Authentication | null;
  last_error: string | null;
  number: number | null;
  answers_number: number | null;
  is_technician: boolean;
  known: Known | null;
  companies: Named[] | null;
}
