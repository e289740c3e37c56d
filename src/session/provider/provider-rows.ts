import 'server-only';
import { and, eq } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { tokenHash } from '@/platform/crypto';
import { orNotFound, Refusal } from '@/platform/errors';
import { isUuid } from '@/platform/ids';
import type { ProviderRow } from './discover-provider';
import { identityProviders } from './tables';

/** Begins every query about one provider. */
export const ownProvider = ({ tenant }: Pick<Scope, 'tenant'>, id: string) =>
  and(eq(identityProviders.tenantId, tenant.id), eq(identityProviders.id, id));

/** A foreign or unknown one is not found. */
export async function providerById(
  tx: Tx,
  scope: Pick<Scope, 'tenant'>,
  id: string,
): Promise<ProviderRow> {
  const [row] = isUuid(id)
    ? await tx.select().from(identityProviders).where(ownProvider(scope, id))
    : [];
  return orNotFound(row);
}

/**
 * Refuses (403) a program that wants to say who vouches for technicians: whoever may do that is
 * as good as any of them.
 */
export function refuseUnlessInPerson({ actor }: Scope<Staff>, realm: ProviderRow['realm']): void {
  if (realm === 'technician' && actor.kind === 'apiKey') {
    throw new Refusal('signIn.inPersonOnly', { status: 403 });
  }
}

/** For the audit log: what it is, and of its secret only whether it is another one. */
export function toldOf(row: ProviderRow) {
  const { name, kind, issuer, clientId, companyIds, enabled, realm } = row;
  return {
    name,
    kind,
    realm,
    issuer,
    clientId,
    secret: masked(row.secretSealed),
    companyIds,
    enabled,
  };
}

const masked = (sealed: string | null) =>
  sealed === null ? null : `•••••••• ${tokenHash(sealed).slice(0, 6)}`;
