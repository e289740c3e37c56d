import 'server-only';
import { sql } from 'drizzle-orm';
import { inTransaction } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { RawStoreAway } from '@/notifications/inbound/raw-store';
import { inboundMails } from '@/notifications/inbound/tables';
import { meansAway, postgresCode, Refusal } from '@/platform/errors';
import { log } from '@/platform/log';
import { type InboundRow, lockMail, ownMail, settleMail } from './settle-mail';

/** How often a mail is tried before it is put aside. */
const mostTries = 8;

/**
 * The mail while it waits, counted as tried once more before anything of it is read, since it may
 * be what ends this process; one that was tried too often is put aside.
 */
export async function beginTry(
  scope: Pick<Scope, 'tenant'>,
  mailId: string,
): Promise<InboundRow | undefined> {
  return inTransaction(scope, async (tx) => {
    const row = await lockMail(tx, scope, mailId, ['waiting']);
    if (!row) return undefined;
    if (row.attempts >= mostTries) {
      await settleMail(tx, scope, mailId, { state: 'failed', reason: 'tooManyTries' });
      return undefined;
    }
    await tx
      .update(inboundMails)
      .set({ attempts: sql`${inboundMails.attempts} + 1` })
      .where(ownMail(scope, mailId));
    return row;
  });
}

/** Whether a try failed at what no mail is to blame for: a full or missing disk, or no database. */
export function isOurTrouble(error: unknown): boolean {
  if (error instanceof RawStoreAway) return true;
  if (error instanceof Refusal) return error.status === 507;
  return meansAway(error) || /^53/.test(postgresCode(error) ?? ''); // 53: insufficient resources
}

/**
 * Doesn't count the try that has just failed. Where the database is still away it stays counted:
 * no next one begins before it is back, so an outage costs one.
 */
export async function giveTryBack(scope: Pick<Scope, 'tenant'>, mailId: string): Promise<void> {
  const given = inTransaction(scope, (tx) =>
    tx
      .update(inboundMails)
      .set({ attempts: sql`greatest(${inboundMails.attempts} - 1, 0)` })
      .where(ownMail(scope, mailId)),
  );
  await given.catch((error: unknown) => log.debug('inboundMail.tryCounted', { mailId, error }));
}
