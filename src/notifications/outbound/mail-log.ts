import 'server-only';
import { and, asc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import type { MailTemplate } from '@/notifications/mail-contents';
import { outboxMessages } from '@/notifications/tables';
import { mailTries } from './tables';

type Row = typeof outboxMessages.$inferSelect;
type Try = typeof mailTries.$inferSelect;

/** One try to deliver a mail, or what came back after it had left. */
export interface MailTryView {
  id: string;
  at: Date;
  outcome: Try['outcome'];
  /** The server's answer, where there was one. */
  code: number | null;
  status: string | null;
  answer: string;
  /** Of a deferred one. */
  nextTryAt: Date | null;
}

/** One mail and how its delivery went; nothing of its text. */
export interface MailLogRow {
  id: string;
  to: { address: string; name: string };
  template: MailTemplate;
  state: Row['state'];
  createdAt: Date;
  /** Of the ticket that it is about. */
  ticketNumber: number | null;
  /** Oldest first. */
  tries: MailTryView[];
}

/** The mails that fit `which`, the newest first, each with its tries. */
export async function mailLog(
  tx: Tx,
  { tenant }: Pick<Scope, 'tenant'>,
  which: SQL | undefined,
  limit: number,
): Promise<MailLogRow[]> {
  const rows = await tx
    .select()
    .from(outboxMessages)
    .where(and(eq(outboxMessages.tenantId, tenant.id), eq(outboxMessages.channel, 'mail'), which))
    // UUIDv7: ids are in the order of time.
    .orderBy(sql`${outboxMessages.id} desc`)
    .limit(limit);
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const tries = await tx
    .select()
    .from(mailTries)
    .where(and(eq(mailTries.tenantId, tenant.id), inArray(mailTries.messageId, ids)))
    .orderBy(asc(mailTries.at), asc(mailTries.id));
  return rows.map((row) => viewOf(row, tries));
}

function viewOf(row: Row, tries: readonly Try[]): MailLogRow {
  const { id, toAddress, toName, template, state, createdAt, params } = row;
  return {
    id,
    to: { address: toAddress, name: toName },
    template: template as MailTemplate,
    state,
    createdAt,
    ticketNumber: /^\d+$/.test(params.number ?? '') ? Number(params.number) : null,
    tries: tries.filter(({ messageId }) => messageId === id).map(tryView),
  };
}

function tryView({ id, at, outcome, code, status, answer, nextTryAt }: Try): MailTryView {
  return { id, at, outcome, code, status, answer, nextTryAt };
}
