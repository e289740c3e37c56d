import 'server-only';
import { count, eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import { refuseUnlessPermitted } from '@/access/permission';
import type { Scope, Staff } from '@/access/scope';
import { takeTurn } from '@/access/take-turn';
import { record } from '@/audit/record';
import { oneLine } from '@/people/person-input';
import { isLiveInstallation } from '@/platform/env';
import { Refusal, refuseUnless } from '@/platform/errors';
import { newId } from '@/platform/ids';
import { settingsCan } from '@/settings/policy';
import { googleIssuer, microsoftIssuer, type ProviderKind, providerKinds } from './provider-kinds';
import { refuseUnlessInPerson, toldOf } from './provider-rows';
import { identityProviders } from './tables';

export const CreateProvider = z.object({
  kind: z.enum(providerKinds),
  realm: z.enum(['contact', 'technician']).default('contact'),
  /** On the button; Microsoft and Google have a name. */
  name: z.union([z.literal('').transform(() => undefined), oneLine(40)]).optional(),
  /** Microsoft: the directory's (tenant's) id. Google: nothing. Any other: its issuer's URL. */
  issuer: z.string().trim().max(500).default(''),
});

const most = 20;

/**
 * Adds somebody who may vouch for contacts (or technicians), switched off and without a client
 * yet: to register one, the provider must be told where it sends people back. Refuses (422) an
 * issuer that can't be one, and (409) more than twenty.
 */
export async function createProvider(
  scope: Scope<Staff>,
  { kind, realm, name, issuer }: z.output<typeof CreateProvider>,
): Promise<{ id: string }> {
  refuseUnlessPermitted(settingsCan.change(scope));
  refuseUnlessInPerson(scope, realm);
  const tenantId = scope.tenant.id;
  const id = newId();
  const facts = { kind, realm, name: nameOf(kind, name), issuer: issuerOf(kind, issuer) };
  await inTransaction(scope, async (tx) => {
    await takeTurn(tx, `providers:${tenantId}`);
    const [row] = await tx
      .select({ there: count() })
      .from(identityProviders)
      .where(eq(identityProviders.tenantId, tenantId));
    refuseUnless(row!.there < most, 'signIn.tooMany', { values: { most } });
    const [made] = await tx
      .insert(identityProviders)
      .values({ tenantId, id, ...facts, companyIds: [] })
      .returning();
    await record(tx, scope, 'signInProvider.created', id, { after: toldOf(made!) });
  });
  return { id };
}

function nameOf(kind: ProviderKind, given: string | undefined): string {
  if (given) return given;
  if (kind === 'oidc') throw wrong('name', 'signIn.nameMissing');
  return kind === 'microsoft' ? 'Microsoft' : 'Google';
}

function issuerOf(kind: ProviderKind, given: string): string {
  if (kind === 'google') return googleIssuer;
  if (kind === 'microsoft') {
    if (!z.guid().safeParse(given).success) throw wrong('issuer', 'signIn.badDirectory');
    return microsoftIssuer(given);
  }
  // As people copy it: the address of the description that lies below the issuer.
  const issuer = given.replace(/\/\.well-known\/openid-configuration$/, '');
  const url = URL.canParse(issuer) ? new URL(issuer) : undefined;
  const isBare = url && !url.username && !url.password && !url.search && !url.hash;
  if (!isBare || !/^https?:$/.test(url.protocol)) throw wrong('issuer', 'signIn.badIssuer');
  if (url.protocol === 'http:' && isLiveInstallation()) throw wrong('issuer', 'signIn.httpsOnly');
  return issuer;
}

const wrong = (field: 'name' | 'issuer', key: string) =>
  new Refusal(key, { status: 422, fields: { [field]: key } });
