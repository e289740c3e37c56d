import 'server-only';
import { createHash } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import { inOneTransaction, inTransaction, type Tx } from '@/access/in-transaction';
import type { ApiKey, Scope, System } from '@/access/scope';
import { open, seal } from '@/platform/crypto';
import { Refusal } from '@/platform/errors';
import { idempotencyKeys } from './tables';

export interface GivenAnswer {
  status: number;
  text: string;
}

const usable = /^[\x21-\x7e]{1,200}$/;

/**
 * Runs `work`, and all verbs that it calls, in one transaction. With an `Idempotency-Key` it runs
 * once: the same key with the same request gets the kept answer for 24 hours, with another one it
 * is refused (422). A second request that comes meanwhile waits for the first. The answer is kept
 * in the transaction of the work itself, so a crash leaves both or neither; a refusal is not kept.
 */
export async function answerOnce(
  scope: Scope<ApiKey>,
  key: string | null,
  request: string,
  work: () => Promise<GivenAnswer>,
): Promise<GivenAnswer & { replayed: boolean }> {
  if (key !== null && !usable.test(key)) {
    throw new Refusal('api.idempotencyKeyBad', { status: 422 });
  }
  return inOneTransaction(scope, async (tx) => {
    if (key === null) return { ...(await work()), replayed: false };
    const requestHash = createHash('sha256').update(request).digest('hex');
    const kept = await claim(tx, scope, key, requestHash);
    if (kept) return { ...kept, replayed: true };
    const { status, text } = await work();
    await tx
      .update(idempotencyKeys)
      .set({ status, body: seal(purpose, text) }) // it may hold a generated password
      .where(ownKey(scope, key));
    return { status, text, replayed: false };
  });
}

const purpose = 'kept answer';
const expired = sql`${idempotencyKeys.createdAt} < now() - interval '24 hours'`;

/** Undefined: the key is ours now. Waits where another transaction has just taken it. */
async function claim(
  tx: Tx,
  scope: Scope<ApiKey>,
  key: string,
  requestHash: string,
): Promise<GivenAnswer | undefined> {
  const [claimed] = await tx
    .insert(idempotencyKeys)
    .values({ tenantId: scope.tenant.id, apiKeyId: scope.actor.id, key, requestHash })
    .onConflictDoUpdate({
      target: [idempotencyKeys.tenantId, idempotencyKeys.apiKeyId, idempotencyKeys.key],
      set: { requestHash, status: null, body: null, createdAt: sql`now()` },
      setWhere: expired,
    })
    .returning({ key: idempotencyKeys.key });
  if (claimed) return undefined;
  const [kept] = await tx.select().from(idempotencyKeys).where(ownKey(scope, key));
  if (kept?.requestHash !== requestHash) {
    throw new Refusal('api.idempotencyKeyReused', { status: 422 });
  }
  const text = open(purpose, String(kept.body));
  if (kept.status === null || text === undefined) throw new Error('a kept answer is unreadable');
  return { status: kept.status, text };
}

/** Removes what is kept for longer than a day. A job does it for each tenant. */
export async function forgetAnswers(scope: Scope<System>): Promise<{ removed: number }> {
  const gone = await inTransaction(scope, (tx) =>
    tx
      .delete(idempotencyKeys)
      .where(and(eq(idempotencyKeys.tenantId, scope.tenant.id), expired))
      .returning({ key: idempotencyKeys.key }),
  );
  return { removed: gone.length };
}

function ownKey(scope: Scope<ApiKey>, key: string) {
  return and(
    eq(idempotencyKeys.tenantId, scope.tenant.id),
    eq(idempotencyKeys.apiKeyId, scope.actor.id),
    eq(idempotencyKeys.key, key),
  );
}
