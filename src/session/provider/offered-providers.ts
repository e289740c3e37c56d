import 'server-only';
import { and, asc, eq } from 'drizzle-orm';
import { inReadTransaction } from '@/access/in-transaction';
import type { Realm } from '@/session/realm';
import type { Visitor } from '@/session/require-visitor';
import type { ProviderKind } from './provider-kinds';
import { identityProviders } from './tables';

export interface OfferedProvider {
  kind: ProviderKind;
  name: string;
  /** Where its button leads. */
  href: string;
}

/** The providers that are on, for the sign-in page: with `goal`, a path to go on to. */
export async function offeredProviders(
  visitor: Visitor,
  realm: Realm,
  goal: string,
): Promise<OfferedProvider[]> {
  const { tenantId, id, kind, name, enabled, createdAt } = identityProviders;
  const rows = await inReadTransaction(visitor, (tx) =>
    tx
      .select({ id, kind, name })
      .from(identityProviders)
      .where(
        and(eq(tenantId, visitor.tenant.id), eq(identityProviders.realm, realm), eq(enabled, true)),
      )
      .orderBy(asc(createdAt), asc(id)),
  );
  const query = `?next=${encodeURIComponent(goal)}`;
  return rows.map((row) => ({ ...row, href: `/api/sign-in/${row.id}${query}` }));
}
