import 'server-only';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { inTenant } from '@/access/in-transaction';
import type { ApiKey, Scope } from '@/access/scope';
import { tokenHash } from '@/platform/crypto';
import { Refusal } from '@/platform/errors';
import { answerWith } from '@/platform/request-context';
import { settings } from '@/settings/tables';
import type { ApiScope } from './api-scopes';
import { countRequest, requestsPerMinute } from './count-request';
import { apiKeys } from './tables';
import { placeOf } from './tenant-of-request';

/**
 * The program that asks, by `Authorization: Bearer …` on the tenant's host. Refuses an absent,
 * unknown or revoked key (401), one without the scope (403, naming it) and one that asks too
 * often (429); every answer says how much is left in `RateLimit` headers.
 */
export async function requireApiKey(request: Request, needed: ApiScope): Promise<Scope<ApiKey>> {
  const { tenant, address } = await placeOf(request.headers);
  const token = /^Bearer +(sd_[A-Za-z0-9_-]{20,200})$/i.exec(
    request.headers.get('authorization') ?? '',
  )?.[1];
  if (!token) throw new Refusal('api.keyMissing', { status: 401 });
  const [row] = await inTenant(
    tenant.id,
    (tx) =>
      tx
        .select({
          id: apiKeys.id,
          name: apiKeys.name,
          scopes: apiKeys.scopes,
          stale: sql<boolean>`${apiKeys.lastUsedAt} is null or ${apiKeys.lastUsedAt} < now() - interval '5 minutes'`,
          settings: sql<
            Record<string, unknown>
          >`coalesce((select jsonb_object_agg(${settings.key}, ${settings.value}) from ${settings} where ${settings.tenantId} = ${tenant.id}), '{}'::jsonb)`,
        })
        .from(apiKeys)
        .where(
          and(
            eq(apiKeys.tenantId, tenant.id),
            eq(apiKeys.keyHash, tokenHash(token)),
            isNull(apiKeys.revokedAt),
          ),
        ),
    { reading: true },
  );
  if (!row) throw new Refusal('api.keyUnknown', { status: 401 });
  limitRequests(row.id);
  if (!row.scopes.includes(needed)) {
    throw new Refusal('api.scopeMissing', { status: 403, values: { scope: needed } });
  }
  if (row.stale) touch(tenant.id, row.id);
  const actor = { kind: 'apiKey', id: row.id, name: row.name, scopes: row.scopes } as const;
  return { tenant, actor, language: 'en', settings: row.settings, address };
}

function limitRequests(keyId: string): void {
  const { left, resetsIn } = countRequest(keyId);
  answerWith(0, {
    'RateLimit-Limit': String(requestsPerMinute),
    'RateLimit-Remaining': String(Math.max(0, left)),
    'RateLimit-Reset': String(resetsIn),
  });
  if (left < 0) throw new Refusal('api.tooManyRequests', { status: 429, retryAfter: resetsIn });
}

/** Nobody waits for this: it only tells the admin which keys are in use. */
function touch(tenantId: string, id: string): void {
  inTenant(tenantId, (tx) =>
    tx
      .update(apiKeys)
      .set({ lastUsedAt: sql`now()` })
      .where(and(eq(apiKeys.tenantId, tenantId), eq(apiKeys.id, id))),
  ).catch(() => {});
}
