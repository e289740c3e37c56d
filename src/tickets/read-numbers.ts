import 'server-only';
import { and, eq, inArray } from 'drizzle-orm';
import { inReadTransaction } from '@/access/in-transaction';
import type { Scope, Technician } from '@/access/scope';
import { refuseUnless } from '@/platform/errors';
import { isUuid } from '@/platform/ids';
import { tickets } from './tables';

/**
 * The numbers of the tickets with these ids; ids of anything else are not in the answer. For
 * technicians, who see every ticket (else 403).
 */
export async function readNumbers(
  scope: Scope<Technician>,
  ids: readonly string[],
): Promise<Map<string, number>> {
  refuseUnless(scope.actor.kind === 'technician', 'people.staffOnly', { status: 403 });
  const wanted = [...new Set(ids)].filter(isUuid);
  if (wanted.length === 0) return new Map();
  const rows = await inReadTransaction(scope, (tx) =>
    tx
      .select({ id: tickets.id, number: tickets.number })
      .from(tickets)
      .where(and(eq(tickets.tenantId, scope.tenant.id), inArray(tickets.id, wanted))),
  );
  return new Map(rows.map(({ id, number }) => [id, number]));
}
