import 'server-only';
import { and, eq, inArray } from 'drizzle-orm';
import { inReadTransaction } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { isUuid } from '@/platform/ids';
import { refuseUnlessCan } from './policy';
import { companies, contacts, technicians } from './tables';

/**
 * The names of whoever these ids belong to: contacts, companies, technicians. Ids of anything
 * else, of others and of what has been deleted are simply not in the answer.
 */
export async function readNames(
  scope: Scope<Staff>,
  ids: readonly string[],
): Promise<Map<string, string>> {
  refuseUnlessCan(scope, 'readContacts');
  const wanted = [...new Set(ids)].filter(isUuid);
  if (wanted.length === 0) return new Map();
  const found = await inReadTransaction(scope, (tx) =>
    Promise.all(
      [contacts, companies, technicians].map((table) =>
        tx
          .select({ id: table.id, name: table.name })
          .from(table)
          .where(and(eq(table.tenantId, scope.tenant.id), inArray(table.id, wanted))),
      ),
    ),
  );
  return new Map(found.flat().map(({ id, name }) => [id, name]));
}
