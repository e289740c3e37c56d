import 'server-only';
import type { Client } from 'pg';

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
