import 'server-only';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { clock } from '@/platform/clock';
import { newId } from '@/platform/ids';
import type { ServerAnswer } from './server-answer';
import { mailTries } from './tables';

/** Writes down how a try to deliver a mail ended; `nextTryAt` is of a deferred one. */
export async function recordTry(
  tx: Tx,
  { tenant }: Pick<Scope, 'tenant'>,
  messageId: string,
  one: { outcome: (typeof mailTries.$inferInsert)['outcome']; nextTryAt?: Date } & ServerAnswer,
): Promise<void> {
  await tx
    .insert(mailTries)
    .values({ tenantId: tenant.id, id: newId(), messageId, at: clock.now(), ...one });
}
