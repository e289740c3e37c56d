import { inTenant } from '@/access/in-transaction';
import type { TenantIdentity } from '@/access/scope';
import { sealKey } from '@/certificates/sealed-keys';
import { certificates } from '@/certificates/tables';
import { newId } from '@/platform/ids';
import { notify } from '@/platform/notify';
import { domains } from '@/tenants/tables';
import type { TestCertificate } from './test-ca';

type NewDomain = Partial<typeof domains.$inferInsert>;

/** The row of a custom host that is proved and answers, unless `given` says otherwise. */
export async function makeDomain(tenant: TenantIdentity, host: string, given: NewDomain = {}) {
  const row = {
    tenantId: tenant.id,
    id: newId(),
    host,
    kind: 'custom' as const,
    state: 'active' as const,
    verifiedAt: new Date(),
    ...given,
  };
  await inTenant(tenant.id, (tx) => tx.insert(domains).values(row));
  return row;
}

/** The row of a certificate as an order would leave it, and the word of it to every process. */
export async function storeCertificate(
  tenant: Pick<TenantIdentity, 'id'>,
  host: string,
  { chain, key, serial, fingerprint, notBefore, notAfter }: TestCertificate,
): Promise<void> {
  await inTenant(tenant.id, async (tx) => {
    await tx.insert(certificates).values({
      tenantId: tenant.id,
      id: newId(),
      host,
      chain,
      keySealed: sealKey(key),
      serial,
      issuer: 'Servicedesk Tests',
      fingerprint,
      notBefore,
      notAfter,
      renewAt: new Date(Date.now() + 30 * 86_400_000),
    });
    await notify(tx, 'servicedesk_certificates', { host });
  });
}
