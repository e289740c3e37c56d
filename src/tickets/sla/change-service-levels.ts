import 'server-only';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction, type Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { record } from '@/audit/record';
import { requireSettler, type Settler } from '@/tickets/statuses/require-settler';
import { mostHolidays } from './level-limits';
import { lockPromises } from './lock-promises';
import { enqueueRecount } from './recount-due-times';
import { defaultHours, defaultTargets, Holiday, Targets, WeekHours } from './service-level-shapes';
import { serviceLevels } from './tables';

export const ChangeServiceLevels = z.object({
  enabled: z.boolean().optional(),
  targets: Targets.optional(),
  hours: WeekHours.optional(),
  /** They replace all that there are. */
  holidays: z.array(Holiday).max(mostHolidays).optional(),
  soonMinutes: z.int().min(5).max(1_440).optional(),
  showToContacts: z.boolean().optional(),
});

export type ServiceLevels = Required<z.output<typeof ChangeServiceLevels>>;

/**
 * Changes what the tenant promises and when its people are at work; due times of tickets that
 * have not ended follow within moments. What is left out stays. Refuses who is no admin (403) and
 * a week without an hour of work (422).
 */
export async function changeServiceLevels(
  scope: Settler,
  input: z.input<typeof ChangeServiceLevels>,
): Promise<void> {
  const change = ChangeServiceLevels.parse(input);
  requireSettler(scope, 'write');
  await inTransaction(scope, async (tx) => {
    await lockPromises(tx, scope, 'change');
    const before = await serviceLevelsOf(tx, scope);
    const after = { ...before, ...change };
    const changed = keys.filter(
      (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
    );
    if (changed.length === 0) return;
    const values = { ...after, updatedAt: new Date() };
    await tx
      .insert(serviceLevels)
      .values({ tenantId: scope.tenant.id, ...values })
      .onConflictDoUpdate({ target: serviceLevels.tenantId, set: values });
    await enqueueRecount(tx, scope);
    await record(tx, scope, 'serviceLevels.changed', scope.tenant.id, {
      before: pick(before, changed),
      after: pick(after, changed),
    });
  });
}

/** What the tenant promises, inside the caller's transaction; what it never chose is our default. */
export async function serviceLevelsOf(
  tx: Tx,
  { tenant }: Pick<Scope, 'tenant'>,
): Promise<ServiceLevels> {
  const [row] = await tx.select().from(serviceLevels).where(eq(serviceLevels.tenantId, tenant.id));
  return {
    enabled: row?.enabled ?? false,
    // Postgres keeps its own order of keys.
    targets: Targets.parse(row?.targets ?? defaultTargets),
    hours: WeekHours.parse(row?.hours ?? defaultHours),
    holidays: (row?.holidays ?? []).map((holiday) => Holiday.parse(holiday)),
    soonMinutes: row?.soonMinutes ?? 30,
    showToContacts: row?.showToContacts ?? false,
  };
}

const keys = [
  'enabled',
  'targets',
  'hours',
  'holidays',
  'soonMinutes',
  'showToContacts',
] as const satisfies readonly (keyof ServiceLevels)[];

function pick(levels: ServiceLevels, wanted: readonly (keyof ServiceLevels)[]) {
  return Object.fromEntries(wanted.map((key) => [key, levels[key]]));
}
