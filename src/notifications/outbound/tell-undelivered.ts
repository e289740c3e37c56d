import 'server-only';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import type { outboxMessages } from '@/notifications/tables';
import { enqueue } from '@/platform/enqueue';
import type { ServerAnswer } from './server-answer';
import { suppressAfter } from './suppress-address';

type Failed = Pick<typeof outboxMessages.$inferSelect, 'id' | 'toAddress' | 'about' | 'threadKey'>;

/**
 * After a mail failed for good or came back: what it was about is told of it, and its address is
 * not mailed again where the answer, or many of them, say that nobody is there.
 */
export async function tellUndelivered(
  tx: Tx,
  scope: Scope,
  row: Failed,
  answer: ServerAnswer,
): Promise<void> {
  const { toAddress: address, about } = row;
  await orderTelling(tx, scope, row);
  await suppressAfter(tx, scope, { address, about, answer });
}

/** The ticket stands above this room: a job brings the news there. */
export async function orderTelling(
  tx: Tx,
  { tenant }: Pick<Scope, 'tenant'>,
  { id, threadKey }: Pick<Failed, 'id' | 'threadKey'>,
): Promise<void> {
  if (threadKey === null) return;
  await enqueue(
    tx,
    'noteUndelivered',
    { tenantId: tenant.id, messageId: id },
    { jobKey: `undelivered:${id}` },
  );
}
