import 'server-only';
import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import type { MailPerson } from '@/notifications/mails-of-person';
import { mailStops, mailSuppressions } from './tables';

/**
 * Which mails a person has stopped, and which of their addresses nothing is mailed to: for the
 * export of a person's data.
 */
export async function mailChoicesOfPerson(
  tx: Tx,
  { tenant }: Pick<Scope, 'tenant'>,
  { ids, addresses }: MailPerson,
) {
  const { topic } = mailStops;
  const stopped = await tx
    .select({ topic, createdAt: mailStops.createdAt })
    .from(mailStops)
    .where(and(eq(mailStops.tenantId, tenant.id), inArray(mailStops.readerId, [...ids])))
    .orderBy(asc(mailStops.createdAt), asc(topic));
  const { address, reason, answer, createdAt } = mailSuppressions;
  const lower = addresses.map((one) => one.toLowerCase());
  const suppressed = await tx
    .select({ address, reason, answer, createdAt })
    .from(mailSuppressions)
    .where(and(eq(mailSuppressions.tenantId, tenant.id), inArray(address, lower)))
    .orderBy(asc(createdAt));
  return { stopped, suppressed };
}

/** What one of two records of a person has stopped, the other has too; nothing is left of the first. */
export async function mergeMailStops(
  tx: Tx,
  { tenant }: Pick<Scope, 'tenant'>,
  { keepId, duplicateId }: { keepId: string; duplicateId: string },
): Promise<void> {
  const gone = await tx
    .delete(mailStops)
    .where(and(eq(mailStops.tenantId, tenant.id), eq(mailStops.readerId, duplicateId)))
    .returning();
  if (gone.length === 0) return;
  await tx
    .insert(mailStops)
    .values(gone.map((stop) => ({ ...stop, readerId: keepId })))
    .onConflictDoNothing();
}
