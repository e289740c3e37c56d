import 'server-only';
import { and, count, eq, gt, isNotNull, isNull, or, sql } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { record } from '@/audit/record';
import { outboxMessages } from '@/notifications/tables';
import { clock, days } from '@/platform/clock';
import { newId } from '@/platform/ids';
import { isAboutMailbox, type ServerAnswer, saysNoSuchAddress } from './server-answer';
import { mailSuppressions, mailTries } from './tables';

/** So many mails that came back within so many days: the mailbox is full or gone. */
const many = { bounces: 3, within: days(14) };

export type Suppression = Pick<
  typeof mailSuppressions.$inferSelect,
  'id' | 'address' | 'reason' | 'answer' | 'createdAt'
>;

/** Whether and why nothing is mailed to an address; undefined: it is. */
export async function suppressionOf(
  tx: Tx,
  { tenant }: Pick<Scope, 'tenant'>,
  address: string,
): Promise<Suppression | undefined> {
  const { id, reason, answer, createdAt, tenantId } = mailSuppressions;
  const [row] = await tx
    .select({ id, address: mailSuppressions.address, reason, answer, createdAt })
    .from(mailSuppressions)
    .where(and(eq(tenantId, tenant.id), eq(mailSuppressions.address, address.toLowerCase())));
  return row;
}

/**
 * After a mail to `address` failed for good, and its try was recorded: nothing more is mailed
 * there where the server knows no such address, or where many mails came back of late. Recorded
 * once in the audit log, with whom it is about.
 */
export async function suppressAfter(
  tx: Tx,
  scope: Scope,
  failed: { address: string; about: string | null; answer: ServerAnswer },
): Promise<void> {
  const { address, about, answer } = failed;
  if (!address) return;
  const reason = saysNoSuchAddress(answer)
    ? 'noSuchAddress'
    : isAboutMailbox(answer) && (await cameBackOften(tx, scope, address))
      ? 'manyBounces'
      : undefined;
  if (!reason) return;
  const id = newId();
  const [row] = await tx
    .insert(mailSuppressions)
    .values({
      ...{ tenantId: scope.tenant.id, id, address: address.toLowerCase(), reason },
      ...{ status: answer.status, answer: answer.answer, createdAt: clock.now() },
    })
    .onConflictDoNothing()
    .returning({ id: mailSuppressions.id });
  if (row) await record(tx, scope, 'mail.suppressed', about ?? id, { after: { reason } });
}

/**
 * Whether it was suppressed until now: mails are sent there again from the next one on. The next
 * one that comes back soon ends that.
 */
export async function liftSuppression(
  tx: Tx,
  { tenant }: Pick<Scope, 'tenant'>,
  address: string,
): Promise<boolean> {
  const gone = await tx
    .delete(mailSuppressions)
    .where(
      and(
        eq(mailSuppressions.tenantId, tenant.id),
        eq(mailSuppressions.address, address.toLowerCase()),
      ),
    )
    .returning({ id: mailSuppressions.id });
  return gone.length > 0;
}

/** As `isAboutMailbox`; a try that no server answered is about nobody's mailbox. */
const aboutMailbox = and(
  or(
    eq(mailTries.outcome, 'bounced'),
    and(eq(mailTries.outcome, 'failed'), isNotNull(mailTries.code)),
  ),
  or(isNull(mailTries.status), sql`${mailTries.status} ~ '^[45][.][012][.]'`),
);

async function cameBackOften(tx: Tx, { tenant }: Scope, address: string): Promise<boolean> {
  const [row] = await tx
    .select({ count: count() })
    .from(mailTries)
    .innerJoin(
      outboxMessages,
      and(eq(outboxMessages.tenantId, tenant.id), eq(outboxMessages.id, mailTries.messageId)),
    )
    .where(
      and(
        eq(mailTries.tenantId, tenant.id),
        eq(outboxMessages.toAddress, address),
        gt(outboxMessages.createdAt, new Date(clock.now().getTime() - many.within)),
        aboutMailbox,
      ),
    );
  return (row?.count ?? 0) >= many.bounces;
}
