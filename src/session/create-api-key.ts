import 'server-only';
import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import { inReadTransaction, inTransaction } from '@/access/in-transaction';
import type { Scope, System, Technician } from '@/access/scope';
import { record } from '@/audit/record';
import { newToken, tokenHash } from '@/platform/crypto';
import { orNotFound, refuseUnless } from '@/platform/errors';
import { newId } from '@/platform/ids';
import { apiScopes } from './api-scopes';
import { apiKeys } from './tables';

export const CreateApiKey = z.object({
  name: z.string().trim().min(1).max(80),
  scopes: z.array(z.enum(apiScopes)).min(1),
});

type Admin = Scope<Technician | System>;

const mayManage = ({ actor }: Admin) => actor.kind === 'system' || actor.role === 'admin';

/** Makes a key; `token` is shown this once and never again: only its hash is kept. */
export async function createApiKey(
  scope: Admin,
  { name, scopes }: z.infer<typeof CreateApiKey>,
): Promise<{ id: string; token: string }> {
  refuseUnless(mayManage(scope), 'session.adminsOnly', { status: 403 });
  const id = newId();
  const token = `sd_${newToken()}`;
  await inTransaction(scope, async (tx) => {
    await tx.insert(apiKeys).values({
      tenantId: scope.tenant.id,
      id,
      name,
      prefix: token.slice(0, 9),
      keyHash: tokenHash(token),
      scopes: [...new Set(scopes)],
    });
    await record(tx, scope, 'apiKey.created', id, { after: { name, scopes } });
  });
  return { id, token };
}

export const RevokeApiKey = z.object({ id: z.uuid() });

/** Ends a key at once. */
export async function revokeApiKey(
  scope: Admin,
  { id }: z.infer<typeof RevokeApiKey>,
): Promise<void> {
  refuseUnless(mayManage(scope), 'session.adminsOnly', { status: 403 });
  await inTransaction(scope, async (tx) => {
    const [row] = await tx
      .update(apiKeys)
      .set({ revokedAt: sql`now()` })
      .where(
        and(eq(apiKeys.tenantId, scope.tenant.id), eq(apiKeys.id, id), isNull(apiKeys.revokedAt)),
      )
      .returning({ name: apiKeys.name });
    await record(tx, scope, 'apiKey.revoked', id, { before: { name: orNotFound(row).name } });
  });
}

export interface ApiKeyView {
  id: string;
  name: string;
  prefix: string;
  scopes: string[];
  createdAt: Date;
  lastUsedAt: Date | null;
}

/** The live keys, oldest first; never their secrets. */
export async function readApiKeys(scope: Admin): Promise<ApiKeyView[]> {
  refuseUnless(mayManage(scope), 'session.adminsOnly', { status: 403 });
  return inReadTransaction(scope, (tx) =>
    tx
      .select({
        id: apiKeys.id,
        name: apiKeys.name,
        prefix: apiKeys.prefix,
        scopes: apiKeys.scopes,
        createdAt: apiKeys.createdAt,
        lastUsedAt: apiKeys.lastUsedAt,
      })
      .from(apiKeys)
      .where(and(eq(apiKeys.tenantId, scope.tenant.id), isNull(apiKeys.revokedAt)))
      .orderBy(asc(apiKeys.createdAt), asc(apiKeys.id)),
  );
}
