import 'server-only';
import { and, eq, isNull } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { technicians } from './tables';

export type Admin = Awaited<ReturnType<typeof activeAdmins>>[number];

/** The admins who can sign in, in the order in which they came. */
export function activeAdmins(tx: Tx, scope: Pick<Scope, 'tenant'>) {
  const { id, name, email, language } = technicians;
  return tx
    .select({ id, name, email, language })
    .from(technicians)
    .where(
      and(
        eq(technicians.tenantId, scope.tenant.id),
        eq(technicians.role, 'admin'),
        isNull(technicians.disabledAt),
      ),
    )
    .orderBy(technicians.id);
}
