import 'server-only';
import { sql } from 'drizzle-orm';
import { inReadTransaction } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { requireTicketing } from '@/tickets/visible-tickets';

/** The tags that are on some ticket, by name, at most 500: for the filter and for suggestions. */
export async function readTags(scope: Scope<Staff>): Promise<string[]> {
  requireTicketing(scope, 'read');
  const tenantId = scope.tenant.id;
  const { rows } = await inReadTransaction(scope, (tx) =>
    tx.execute<{ name: string }>(sql`
      select g.name from tags g
      where g.tenant_id = ${tenantId} and exists (
        select from ticket_tags x where x.tenant_id = ${tenantId} and x.tag_id = g.id)
      order by lower(g.name) limit 500`),
  );
  return rows.map(({ name }) => name);
}
