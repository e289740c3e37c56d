import 'server-only';
import { and, eq } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { outboxMessages } from '@/notifications/tables';
import { isUuid } from '@/platform/ids';
import { recordTry } from './record-try';
import { suppressionOf } from './suppress-address';
import { mailStops } from './tables';
import { orderTelling } from './tell-undelivered';

type Row = typeof outboxMessages.$inferSelect;

/**
 * Settles a mail that is not to leave: nothing is mailed to its address (what it was about hears
 * that), or its reader has stopped such mails. False: it may leave.
 */
export async function holdBack(tx: Tx, scope: Scope, row: Row): Promise<boolean> {
  const suppression = await suppressionOf(tx, scope, row.toAddress);
  if (suppression) {
    await settle(tx, scope, row, 'suppressed');
    const { answer } = suppression;
    await recordTry(tx, scope, row.id, { outcome: 'suppressed', code: null, status: null, answer });
    await orderTelling(tx, scope, row);
    return true;
  }
  if (!(await isStopped(tx, scope, row))) return false;
  await settle(tx, scope, row, 'voided');
  return true;
}

async function isStopped(tx: Tx, { tenant }: Scope, { about, topic }: Row): Promise<boolean> {
  if (topic === null || about === null || !isUuid(about)) return false;
  const { tenantId, readerId, topic: stopped } = mailStops;
  const found = await tx
    .select({ readerId })
    .from(mailStops)
    .where(and(eq(tenantId, tenant.id), eq(readerId, about), eq(stopped, topic)));
  return found.length > 0;
}

async function settle(tx: Tx, { tenant }: Scope, { id }: Row, state: 'suppressed' | 'voided') {
  await tx
    .update(outboxMessages)
    .set({ state, sealed: null })
    .where(and(eq(outboxMessages.tenantId, tenant.id), eq(outboxMessages.id, id)));
}
