import { sql } from 'drizzle-orm';
import { inTenant } from '@/access/in-transaction';
import type {
  ApiKey,
  Contact,
  Role,
  Scope,
  System,
  Technician,
  TenantIdentity,
} from '@/access/scope';
import { companies, contacts, technicians } from '@/people/tables';
import { newId } from '@/platform/ids';
import { apiKeys, sessions } from '@/session/tables';
import { readSectionFacts, sectionsBy } from '@/settings/section-facts';
import { settings } from '@/settings/tables';
import { createTenant } from '@/tenants/create-tenant';

/** A tenant with a slug of its own; rows of other rooms are made by the calls below. */
export async function makeTenant(name = 'Acme IT'): Promise<TenantIdentity> {
  const slug = `t${newId().slice(-11)}`.replace(/-/g, '');
  return createTenant({ slug, name, timeZone: 'Europe/Berlin' });
}

/** Reads the tenant's settings anew, as the next request would. */
async function scopeOf<A extends Scope['actor']>(
  tenant: TenantIdentity,
  actor: A,
  language = 'en',
): Promise<Scope<A>> {
  const rows = await inTenant(tenant.id, (tx) => tx.select().from(settings), { reading: true });
  const chosen = Object.fromEntries(rows.map((row) => [row.key, row.value]));
  return { tenant, actor, language, settings: chosen, address: '127.0.0.1' };
}

export async function makeCompany(tenant: TenantIdentity, name = `Company ${newId().slice(-6)}`) {
  const id = newId();
  await inTenant(tenant.id, (tx) => tx.insert(companies).values({ tenantId: tenant.id, id, name }));
  return { id, name };
}

/** A technician's row and the scope of a request that they make. */
export async function asTechnician(
  tenant: TenantIdentity,
  role: Role = 'technician',
): Promise<Scope<Technician>> {
  const id = newId();
  const name = `Tech ${id.slice(-4)}`;
  const email = `${id.slice(-12)}@msp.test`;
  await inTenant(tenant.id, (tx) =>
    tx.insert(technicians).values({ tenantId: tenant.id, id, name, email, role }),
  );
  return scopeOf(tenant, { kind: 'technician', id, name, email, role, sessionId: newId() });
}

/** A contact's row (in a company of their own unless one is given) and their scope. */
export async function asContact(
  tenant: TenantIdentity,
  options: { company?: { id: string; name: string }; isPrimary?: boolean; language?: string } = {},
): Promise<Scope<Contact>> {
  const company = options.company ?? (await makeCompany(tenant));
  const id = newId();
  const name = `Contact ${id.slice(-4)}`;
  const isPrimary = options.isPrimary ?? false;
  await inTenant(tenant.id, (tx) =>
    tx.insert(contacts).values({
      tenantId: tenant.id,
      id,
      companyId: company.id,
      name,
      email: `${id.slice(-12)}@customer.test`,
      username: `u${id.slice(-12)}`,
      isPrimary,
      language: options.language ?? null,
    }),
  );
  return scopeOf(
    tenant,
    {
      kind: 'contact',
      id,
      name,
      companyId: company.id,
      companyName: company.name,
      isPrimary,
      sections: await sectionsOf(tenant, { id, companyId: company.id }),
      sessionId: newId(),
    },
    options.language ?? 'en',
  );
}

/** A key's row and the scope of a request that it makes. */
export async function asApiKey(tenant: TenantIdentity, scopes: string[]): Promise<Scope<ApiKey>> {
  const id = newId();
  await inTenant(tenant.id, (tx) =>
    tx
      .insert(apiKeys)
      .values({ tenantId: tenant.id, id, name: 'Key', prefix: 'sd_test', keyHash: id, scopes }),
  );
  return scopeOf(tenant, { kind: 'apiKey', id, name: 'Key', scopes });
}

export function asSystem(tenant: TenantIdentity, job = 'test'): Promise<Scope<System>> {
  return scopeOf(tenant, { kind: 'system', job });
}

/** The same person's next request: settings and sections are read again. */
export async function nextRequest<A extends Scope['actor']>({
  tenant,
  actor,
  language,
}: Scope<A>): Promise<Scope<A>> {
  const now =
    actor.kind === 'contact' ? { ...actor, sections: await sectionsOf(tenant, actor) } : actor;
  return scopeOf(tenant, now, language);
}

function sectionsOf(tenant: TenantIdentity, contact: { id: string; companyId: string }) {
  return inTenant(
    tenant.id,
    async (tx) => sectionsBy(await readSectionFacts(tx, tenant.id, contact)),
    { reading: true },
  );
}

/** The session of a scope, as a sign-in leaves it. */
export function signInAs({ tenant, actor }: Scope<Technician | Contact>) {
  return inTenant(tenant.id, (tx) =>
    tx.insert(sessions).values({
      tenantId: tenant.id,
      id: actor.sessionId,
      technicianId: actor.kind === 'technician' ? actor.id : null,
      contactId: actor.kind === 'contact' ? actor.id : null,
      credentialVersion: 1,
      userAgent: 'Test',
      address: '198.51.100.7',
      expiresAt: sql`now() + interval '1 hour'`,
    }),
  );
}
