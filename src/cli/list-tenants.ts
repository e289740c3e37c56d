import 'server-only';
import type { Client } from 'pg';
import { Refusal } from '@/platform/errors';

export interface TenantRow {
  id: string;
  slug: string;
  name: string;
  host: string;
  isDemo: boolean;
  disabledAt: Date | null;
  createdAt: Date;
}

/** Every tenant, oldest first: through the door that only the owner may use. */
export async function listTenants(owner: Client): Promise<TenantRow[]> {
  const { rows } = await owner.query<TenantRow>(
    `SELECT id, slug, name, host, is_demo AS "isDemo", disabled_at AS "disabledAt", created_at AS "createdAt"
     FROM app.list_tenants()`,
  );
  return rows;
}

/** The tenant of a slug; refuses (404) where there is none. */
export async function tenantBySlug(owner: Client, slug: string): Promise<TenantRow> {
  const found = (await listTenants(owner)).find((one) => one.slug === slug);
  if (!found) throw new Refusal('tenants.unknown', { status: 404, values: { slug } });
  return found;
}
