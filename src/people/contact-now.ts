import 'server-only';
import { and, eq } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { contacts } from './tables';

/** The id of whom a contact was merged into; their own where they were not. */
export async function contactNow(
  tx: Tx,
  { tenant }: Pick<Scope, 'tenant'>,
  id: string,
): Promise<string> {
  const [row] = await tx
    .select({ mergedInto: contacts.mergedInto })
    .from(contacts)
    .where(and(eq(contacts.tenantId, tenant.id), eq(contacts.id, id)));
  return row?.mergedInto ?? id;
}
