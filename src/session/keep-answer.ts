import 'server-only';
import { createHash } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import { inTransaction } from '@/access/in-transaction';
import type { ApiKey, Scope } from '@/access/scope';
import { Refusal } from '@/platform/errors';
import { idempotencyKeys } from './tables';

export interface KeptAnswer {
  status: number;
  body: unknown;
}

const usable = /^[\x21-\x7e]{1,200}$/;

/**
 * Runs `work` once per `Idempotency-Key`: the same key with the same request gets the kept
 * answer for 24 hours, the same key with another request is refused (422), one that is still
 * running too (409). A refusal is not kept, so a corrected request may use the key again.
 */
export async function answerOnce(
  scope: Scope<ApiKey>,
  key: string | null,
  request: string,
  work: () => Promise<KeptAnswer>,
): Promise<KeptAnswer> {
  if (key === null) return work();
  if (!usable.test(key)) throw new Refusal('api.idempotencyKeyBad', { status: 422 });
  const requestHash = createHash('sha256').update(request).digest('hex');
  const kept = await claim(scope, key, requestHash);
  if (kept) return kept;
  try {
    const answer = await work();
    await inTransaction(scope, (tx) =>
      tx
        .update(idempotencyKeys)
        .set({ status: answer.status, body: answer.body ?? null })
        .where(ownKey(scope, key)),
    );
    return answer;
  } catch (error) {
    await inTransaction(scope, (tx) => tx.delete(idempotencyKeys).where(ownKey(scope, key)));
    throw error;
  }
}

/** A claim older than a minute without an answer was left by a crash: it may be taken over. */
const abandoned = sql`${idempotencyKeys.createdAt} < now() - interval '24 hours'
  or (${idempotencyKeys.status} is null and ${idempotencyKeys.createdAt} < now() - interval '1 minute')`;

async function claim(
  scope: Scope<ApiKey>,
  key: string,
  requestHash: string,
): Promise<KeptAnswer | undefined> {
  const row = { tenantId: scope.tenant.id, apiKeyId: scope.actor.id, key, requestHash };
  return inTransaction(scope, async (tx) => {
    const [claimed] = await tx
      .insert(idempotencyKeys)
      .values(row)
      .onConflictDoUpdate({
        target: [idempotencyKeys.tenantId, idempotencyKeys.apiKeyId, idempotencyKeys.key],
        set: { requestHash, status: null, body: null, createdAt: sql`now()` },
        setWhere: abandoned,
      })
      .returning({ key: idempotencyKeys.key });
    if (claimed) return undefined;
    const [kept] = await tx.select().from(idempotencyKeys).where(ownKey(scope, key));
    if (kept?.requestHash !== requestHash) {
      throw new Refusal('api.idempotencyKeyReused', { status: 422 });
    }
    if (kept.status === null)
      throw new Refusal('api.idempotencyKeyBusy', { status: 409, retryAfter: 1 });
    return { status: kept.status, body: kept.body };
  });
}

function ownKey(scope: Scope<ApiKey>, key: string) {
  return and(
    eq(idempotencyKeys.tenantId, scope.tenant.id),
    eq(idempotencyKeys.apiKeyId, scope.actor.id),
    eq(idempotencyKeys.key, key),
  );
}
