import 'server-only';
import { and, eq } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { Refusal } from '@/platform/errors';
import { articleCategories } from './tables';

/** Refuses (422, beside the field) a category that the tenant does not have. */
export async function requireCategory(
  tx: Tx,
  { tenant }: Scope,
  id: string | null | undefined,
  field: 'categoryId' | 'parentId' = 'categoryId',
): Promise<void> {
  if (!id) return;
  const [row] = await tx
    .select({ id: articleCategories.id })
    .from(articleCategories)
    .where(and(eq(articleCategories.tenantId, tenant.id), eq(articleCategories.id, id)))
    .for('key share');
  if (row) return;
  const key = 'knowledge.categoryUnknown';
  throw new Refusal(key, { status: 422, fields: { [field]: key } });
}
