import 'server-only';
import { eq, sql } from 'drizzle-orm';
import { atTheDoor, inTenant } from '@/access/in-transaction';
import type { Scope, System } from '@/access/scope';
import { settings } from '@/settings/tables';
import { leadsHere } from '@/tenants/domain-states';
import { domains, tenants } from '@/tenants/tables';

/** The server itself, for one tenant: `job` stands in the audit log. Throws for an unknown id. */
export async function systemScope(tenantId: string, job: string): Promise<Scope<System>> {
  const [rows, chosen] = await inTenant(
    tenantId,
    (tx) =>
      Promise.all([
        tx
          .select({ tenant: tenants, domain: domains })
          .from(tenants)
          .innerJoin(
            domains,
            sql`${domains.tenantId} = ${tenants.id} and (${domains.kind} = 'managed' or ${domains.isPrimary})`,
          )
          .where(eq(tenants.id, tenantId)),
        tx.select().from(settings).where(eq(settings.tenantId, tenantId)),
      ]),
    { reading: true },
  );
  const managed = rows.find(({ domain }) => domain.kind === 'managed');
  if (!managed) throw new Error(`there is no tenant ${tenantId}`);
  const primary = rows.find(({ domain }) => domain.isPrimary && leadsHere(domain.state))?.domain;
  const { id, slug, name, defaultLanguage, timeZone, isDemo } = managed.tenant;
  const addresses = {
    managedHost: managed.domain.host,
    managedIsSecure: managed.domain.isSecure,
    primaryHost: primary ? { host: primary.host, isSecure: primary.isSecure } : null,
  };
  return {
    tenant: { id, slug, name, defaultLanguage, timeZone, isDemo, ...addresses },
    actor: { kind: 'system', job },
    language: defaultLanguage,
    settings: Object.fromEntries(chosen.map((entry) => [entry.key, entry.value])),
  };
}

/** The ids of all tenants that are not disabled, for jobs that visit each. */
export async function allTenantIds(): Promise<string[]> {
  const { rows } = await atTheDoor((tx) =>
    tx.execute<{ id: string }>(sql`select id from app.tenant_ids() as id`),
  );
  return rows.map((row) => row.id);
}
