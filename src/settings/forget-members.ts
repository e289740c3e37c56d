import 'server-only';
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { sectionMembers } from './tables';

/** Takes contacts and companies that are gone out of every section. */
export async function forgetMembers(tx: Tx, { tenant }: Scope, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .delete(sectionMembers)
    .where(and(eq(sectionMembers.tenantId, tenant.id), inArray(sectionMembers.memberId, ids)));
}

/** Two contacts become one, who has what either was chosen for. */
export async function mergeMembers(
  tx: Tx,
  scope: Scope,
  { keepId, duplicateId }: { keepId: string; duplicateId: string },
): Promise<void> {
  const tenantId = scope.tenant.id;
  await tx.execute(sql`
    update section_members m set member_id = ${keepId}
    where m.tenant_id = ${tenantId} and m.member_id = ${duplicateId}
      and not exists (select from section_members o where o.tenant_id = ${tenantId}
        and o.member_id = ${keepId} and o.section = m.section)`);
  await forgetMembers(tx, scope, [duplicateId]);
}
