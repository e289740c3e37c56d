import { asc } from 'drizzle-orm';
import { expect } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import type { TenantIdentity } from '@/access/scope';
import { auditEvents } from '@/audit/tables';
import { Refusal } from '@/platform/errors';

/** Every entry of a tenant's audit log, oldest first. */
export function auditOf(tenant: TenantIdentity) {
  return inTenant(tenant.id, (tx) => tx.select().from(auditEvents).orderBy(asc(auditEvents.id)), {
    reading: true,
  });
}

/** Runs `work` and returns what it answered and the names of the entries it left in the log. */
export async function withAudit<T>(tenant: TenantIdentity, work: () => Promise<T>) {
  const before = (await auditOf(tenant)).length;
  const result = await work();
  const entries = (await auditOf(tenant)).slice(before);
  return { result, entries, events: entries.map((entry) => entry.event) };
}

/** The refusal that `work` ends with; anything else fails the test. */
export async function refusalOf(work: Promise<unknown>): Promise<Refusal> {
  const outcome = await work.then(
    () => 'no refusal',
    (error: unknown) => error,
  );
  expect(outcome).toBeInstanceOf(Refusal);
  return outcome as Refusal;
}

/** False where it answers like what does not exist. */
export async function found(work: Promise<unknown>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    if ((error as { status?: number }).status !== 404) throw error;
    return false;
  }
}
