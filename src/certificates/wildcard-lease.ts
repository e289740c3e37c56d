import 'server-only';
import { and, eq, isNotNull, isNull, lte, ne, or } from 'drizzle-orm';
import { forInstallation, type Tx } from '@/access/in-transaction';
import { tryLock } from '@/platform/advisory-lock';
import { clock } from '@/platform/clock';
import { newId } from '@/platform/ids';
import { wildcards } from './tables';

export type WildcardRow = typeof wildcards.$inferSelect;

/** Leave to work on the wildcard, alone in the whole installation. */
export interface WildcardLease {
  /** As it stands in the database. */
  row: WildcardRow;
  /** Writes a step down and prolongs the lease. Throws where somebody else works on it by now. */
  keep(change: Partial<WildcardRow>, also?: (tx: Tx) => Promise<void>): Promise<void>;
}

class LeaseLost extends Error {}

/** Longer than any step between two `keep`s; after it whoever held it is taken for dead. */
const lease = 60_000;

/**
 * Runs `work` with the row of this base domain where something is due and nobody else works on
 * it; else does nothing. What waits for another authority need not wait any more.
 */
export async function withWildcardLease(
  wanted: { baseDomain: string; directoryUrl: string },
  work: (lease: WildcardLease) => Promise<void>,
): Promise<void> {
  const unlock = await tryLock(`wildcard ${wanted.baseDomain}`);
  if (!unlock) return;
  try {
    const token = newId();
    const row = await take(wanted, token);
    if (!row) return;
    const held = holder(row, token);
    await work(held);
    await held.keep({ leaseToken: null, leaseUntil: null });
  } catch (error) {
    if (!(error instanceof LeaseLost)) throw error;
  } finally {
    await unlock();
  }
}

function take(
  { baseDomain, directoryUrl }: { baseDomain: string; directoryUrl: string },
  token: string,
): Promise<WildcardRow | undefined> {
  const now = clock.now();
  return forInstallation(async (tx) => {
    await tx
      .insert(wildcards)
      .values({ baseDomain, directoryUrl, renewAt: now, nextTryAt: now })
      .onConflictDoNothing();
    const [row] = await tx
      .update(wildcards)
      .set({ leaseToken: token, leaseUntil: new Date(now.getTime() + lease) })
      .where(
        and(
          eq(wildcards.baseDomain, baseDomain),
          or(lte(wildcards.renewAt, now), isNotNull(wildcards.orderUrl)),
          or(lte(wildcards.nextTryAt, now), ne(wildcards.directoryUrl, directoryUrl)),
          or(isNull(wildcards.leaseUntil), lte(wildcards.leaseUntil, now)),
        ),
      )
      .returning();
    return row;
  });
}

function holder(row: WildcardRow, token: string): WildcardLease {
  const held: WildcardLease = {
    row,
    async keep(change, also) {
      const now = clock.now();
      held.row = await forInstallation(async (tx) => {
        const [kept] = await tx
          .update(wildcards)
          .set({ leaseUntil: new Date(now.getTime() + lease), updatedAt: now, ...change })
          .where(and(eq(wildcards.baseDomain, row.baseDomain), eq(wildcards.leaseToken, token)))
          .returning();
        if (!kept) throw new LeaseLost();
        await also?.(tx);
        return kept;
      });
    },
  };
  return held;
}
