import 'server-only';
import { and, eq } from 'drizzle-orm';
import { inTransaction } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { clock } from '@/platform/clock';
import { enqueue } from '@/platform/enqueue';
import { meansAway, Refusal } from '@/platform/errors';
import { newId } from '@/platform/ids';
import { fingerprint } from './fingerprint';
import type { Envelope } from './inbound-mail';
import { keepRaw, removeRaw } from './raw-store';
import { inboundMails } from './tables';

/** 50 MB a mail, as it travels. */
export const mostMailBytes = 50 * 1024 * 1024;

/**
 * Accepts a mail for a tenant: when this returns, its bytes and its row are on disk and a job will
 * read it, whatever happens to this process. The same mail again (same Message-ID and content) is
 * accepted and changes nothing. Refuses more than 50 MB (413).
 */
export async function takeIn(
  scope: Pick<Scope, 'tenant'>,
  raw: AsyncIterable<Uint8Array>,
  envelope: Envelope,
): Promise<{ mailId: string; isRepeated: boolean }> {
  const tenantId = scope.tenant.id;
  const mark = fingerprint();
  const counted = { size: 0 };
  const storageKey = await keepRaw(tenantId, counting(raw, mark, counted));
  const found = mark.end();
  const id = newId();
  try {
    const kept = await inTransaction(scope, async (tx) => {
      const [row] = await tx
        .insert(inboundMails)
        .values({
          tenantId,
          id,
          source: envelope.source,
          fingerprint: found,
          storageKey,
          size: counted.size,
          envelopeFrom: envelope.from.slice(0, 320),
          envelopeTo: envelope.to.map((address) => address.slice(0, 320)),
          remoteAddress: envelope.remoteAddress ?? null,
          helloName: envelope.helloName?.slice(0, 255) ?? null,
          receivedAt: clock.now(),
        })
        .onConflictDoNothing()
        .returning({ id: inboundMails.id });
      if (row)
        await enqueue(tx, 'receiveMail', { tenantId, mailId: id }, { jobKey: readingKey(id) });
      return row !== undefined;
    });
    if (kept) return { mailId: id, isRepeated: false };
  } catch (error) {
    // Whether the row was written, only a database that answers can say: `purgeInbound` looks.
    if (!meansAway(error)) await removeRaw(storageKey);
    throw error;
  }
  await removeRaw(storageKey);
  return { mailId: await mailOf(scope, found), isRepeated: true };
}

/** The queue's key of one mail's reading: a second job for it replaces a waiting one. */
export const readingKey = (mailId: string) => `inbound:${mailId}`;

async function* counting(
  raw: AsyncIterable<Uint8Array>,
  mark: ReturnType<typeof fingerprint>,
  counted: { size: number },
) {
  for await (const bytes of raw) {
    counted.size += bytes.length;
    if (counted.size > mostMailBytes) {
      throw new Refusal('inboundMail.tooLarge', { status: 413, values: { megabytes: 50 } });
    }
    mark.add(bytes);
    yield bytes;
  }
}

async function mailOf(scope: Pick<Scope, 'tenant'>, found: string): Promise<string> {
  const [row] = await inTransaction(scope, (tx) =>
    tx
      .select({ id: inboundMails.id })
      .from(inboundMails)
      .where(and(eq(inboundMails.tenantId, scope.tenant.id), eq(inboundMails.fingerprint, found))),
  );
  if (!row) throw new Error('a mail that was there is not');
  return row.id;
}
