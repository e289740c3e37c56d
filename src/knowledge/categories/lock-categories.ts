import 'server-only';
import { asc, eq } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { articleCategories } from '@/knowledge/tables';
import { Refusal } from '@/platform/errors';

export type LockedCategory = typeof articleCategories.$inferSelect;

/** How many levels a tree has at most. */
export const mostLevels = 5;

/** Every category, kept from other changes of the tree until the transaction ends. */
export async function lockCategories(tx: Tx, { tenant }: Scope): Promise<LockedCategory[]> {
  const all = await tx
    .select()
    .from(articleCategories)
    .where(eq(articleCategories.tenantId, tenant.id))
    .orderBy(asc(articleCategories.id))
    .for('no key update');
  return all.sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1));
}

/**
 * From the top of the tree down to the category, itself included; empty for none. Refuses (422) one
 * that there isn't.
 */
export function pathTo(all: readonly LockedCategory[], id: string | null): LockedCategory[] {
  if (id === null) return [];
  const one = all.find((category) => category.id === id);
  if (!one) {
    const key = 'knowledge.categoryUnknown';
    throw new Refusal(key, { status: 422, fields: { parentId: key } });
  }
  return [...pathTo(all, one.parentId), one];
}

/** How many levels stand below the category, itself included. */
export function heightOf(all: readonly LockedCategory[], id: string): number {
  const below = all.filter(({ parentId }) => parentId === id);
  return 1 + Math.max(0, ...below.map((category) => heightOf(all, category.id)));
}

/** Refuses (422) a tree with more levels than people find their way in. */
export function refuseDeep(levels: number): void {
  if (levels <= mostLevels) return;
  const key = 'knowledge.tooDeep';
  throw new Refusal(key, { status: 422, fields: { parentId: key }, values: { most: mostLevels } });
}
