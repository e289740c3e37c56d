import 'server-only';
import { and, asc, desc, eq, isNull } from 'drizzle-orm';
import { inReadTransaction, type Tx } from '@/access/in-transaction';
import { refuseUnlessPermitted } from '@/access/permission';
import type { Scope, Staff } from '@/access/scope';
import { readEnv } from '@/platform/env';
import type { Realm } from '@/session/realm';
import { settingsCan } from '@/settings/policy';
import { domains } from '@/tenants/tables';
import { managedOrigin, originOf } from '@/tenants/urls';
import type { ProviderRow } from './discover-provider';
import type { ProviderKind } from './provider-kinds';
import { providerById } from './provider-rows';
import { identityProviders } from './tables';

export interface ProviderView {
  id: string;
  realm: Realm;
  kind: ProviderKind;
  name: string;
  issuer: string;
  clientId: string;
  /** Whether there is a secret; it is never shown. */
  hasSecret: boolean;
  companyIds: string[];
  enabled: boolean;
  /** Where the provider sends people back: one for each host that they may sign in at. */
  redirectUris: string[];
}

/** All providers, oldest first; never their secrets. */
export async function readProviders(scope: Scope<Staff>): Promise<ProviderView[]> {
  refuseUnlessPermitted(settingsCan.read(scope));
  return inReadTransaction(scope, async (tx) => {
    const [rows, origins] = await Promise.all([
      tx
        .select()
        .from(identityProviders)
        .where(eq(identityProviders.tenantId, scope.tenant.id))
        .orderBy(asc(identityProviders.createdAt), asc(identityProviders.id)),
      originsOf(tx, scope),
    ]);
    return rows.map((row) => viewOf(row, origins));
  });
}

/** A foreign or unknown one is not found. */
export async function readProvider(scope: Scope<Staff>, id: string): Promise<ProviderView> {
  refuseUnlessPermitted(settingsCan.read(scope));
  return inReadTransaction(scope, async (tx) => {
    const [row, origins] = await Promise.all([providerById(tx, scope, id), originsOf(tx, scope)]);
    return viewOf(row, origins);
  });
}

/** What the provider is asked to send people back to, on a host of the tenant. */
export const redirectUri = (origin: string, providerId: string) =>
  `${origin}/api/sign-in/${providerId}/back`;

/** The managed host's first. A host that gets a certificate is named by what it will be. */
async function originsOf(tx: Tx, { tenant }: Pick<Scope, 'tenant'>): Promise<string[]> {
  const own = await tx
    .select({ host: domains.host, isSecure: domains.isSecure })
    .from(domains)
    .where(
      and(eq(domains.tenantId, tenant.id), eq(domains.kind, 'custom'), isNull(domains.releasedAt)),
    )
    .orderBy(desc(domains.isPrimary), asc(domains.id));
  const getsCertificate = readEnv().ACME_DIRECTORY_URL !== undefined;
  return [
    managedOrigin(tenant),
    ...own.map(({ host, isSecure }) => originOf(host, isSecure || getsCertificate)),
  ];
}

function viewOf(row: ProviderRow, origins: string[]): ProviderView {
  const { id, realm, kind, name, issuer, clientId, secretSealed, companyIds, enabled } = row;
  // The console answers on the managed host alone.
  const hosts = realm === 'technician' ? origins.slice(0, 1) : origins;
  return {
    id,
    realm,
    kind,
    name,
    issuer,
    clientId,
    hasSecret: secretSealed !== null,
    companyIds,
    enabled,
    redirectUris: hosts.map((origin) => redirectUri(origin, id)),
  };
}
