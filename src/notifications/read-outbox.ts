import 'server-only';
import { and, eq, ilike, or, sql } from 'drizzle-orm';
import { z } from 'zod';
import { inReadTransaction } from '@/access/in-transaction';
import type { Scope, Technician } from '@/access/scope';
import { mayShowSecrets } from '@/platform/env';
import { notFound, orNotFound } from '@/platform/errors';
import { isUuid } from '@/platform/ids';
import { composeMail } from './compose-mail';
import type { MailWords } from './mail-words';
import { ownWords } from './own-words';
import { outboxMessages } from './tables';

export interface OutboxRow {
  id: string;
  channel: 'mail' | 'sms';
  to: { address: string; name: string };
  subject: string;
  language: string;
  template: string;
  state: (typeof outboxMessages.$inferSelect)['state'];
  attempts: number;
  lastError: string | null;
  createdAt: Date;
  sentAt: Date | null;
}

/** `html` is for a sandboxed frame; secrets that were wiped are dots. */
export interface OutboxMessageView extends OutboxRow {
  text: string;
  html: string;
}

export const ReadOutbox = z.object({
  q: z.string().max(200).optional(),
  /** The id of the last message that was shown. */
  cursor: z.string().max(1_000).nullish(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
});

/**
 * What the product told people, newest first. Only where no real person is told anything: a
 * live installation answers as if there were no outbox (404).
 */
export async function readOutbox(
  scope: Scope<Technician>,
  input: z.input<typeof ReadOutbox> = {},
): Promise<{ rows: OutboxRow[]; nextCursor: string | null }> {
  refuseUnlessShown(scope);
  const { q, cursor, limit } = ReadOutbox.parse(input);
  const pattern = `%${(q ?? '').trim().replace(/[\\%_]/g, '\\$&')}%`;
  const wanted = and(
    eq(outboxMessages.tenantId, scope.tenant.id),
    q?.trim()
      ? or(ilike(outboxMessages.toAddress, pattern), ilike(outboxMessages.toName, pattern))
      : undefined,
    cursor && isUuid(cursor) ? sql`${outboxMessages.id} < ${cursor}::uuid` : undefined,
  );
  const { rows, own } = await inReadTransaction(scope, async (tx) => {
    const found = await tx
      .select()
      .from(outboxMessages)
      .where(wanted)
      // UUIDv7: ids are in the order of time.
      .orderBy(sql`${outboxMessages.id} desc`)
      .limit(limit + 1);
    return { rows: found, own: await ownWords(tx, scope, found) };
  });
  const shown = rows.slice(0, limit);
  const nextCursor = rows.length > limit ? (shown.at(-1)?.id ?? null) : null;
  return { rows: await Promise.all(shown.map((row) => summary(scope, row, own(row)))), nextCursor };
}

/** One message as its reader sees it; a foreign or unknown id is not found. */
export async function readOutboxMessage(
  scope: Scope<Technician>,
  id: string,
): Promise<OutboxMessageView> {
  refuseUnlessShown(scope);
  if (!isUuid(id)) throw notFound();
  const { row, own } = await inReadTransaction(scope, async (tx) => {
    const found = await tx
      .select()
      .from(outboxMessages)
      .where(and(eq(outboxMessages.tenantId, scope.tenant.id), eq(outboxMessages.id, id)));
    const row = orNotFound(found[0]);
    return { row, own: (await ownWords(tx, scope, [row]))(row) };
  });
  const { text, html } = await composeMail(scope, row, own);
  return { ...(await summary(scope, row, own)), text, html };
}

function refuseUnlessShown({ actor, tenant }: Scope): void {
  if (!mayShowSecrets(tenant) || actor.kind !== 'technician') throw notFound();
}

async function summary(
  scope: Scope,
  row: typeof outboxMessages.$inferSelect,
  own: MailWords | undefined,
): Promise<OutboxRow> {
  const { id, channel, toAddress, toName, language, template, state } = row;
  const { attempts, lastError, createdAt, sentAt } = row;
  const { subject } = await composeMail(scope, row, own);
  const to = { address: toAddress, name: toName };
  return {
    id,
    channel,
    to,
    subject,
    language,
    template,
    state,
    attempts,
    lastError,
    createdAt,
    sentAt,
  };
}
