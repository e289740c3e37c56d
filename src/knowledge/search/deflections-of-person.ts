import 'server-only';
import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { articleDeflections } from './tables';

/** Articles that answered these contacts before they opened a ticket: for the export of a person's data. */
export function deflectionsOfPerson(tx: Tx, { tenant }: Scope, contactIds: readonly string[]) {
  const { tenantId, articleId, contactId, createdAt } = articleDeflections;
  return tx
    .select({ articleId, createdAt })
    .from(articleDeflections)
    .where(and(eq(tenantId, tenant.id), inArray(contactId, [...contactIds])))
    .orderBy(asc(createdAt), asc(articleId));
}
