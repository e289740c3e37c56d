import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import { record } from '@/audit/record';
import { companies } from '@/people/tables';
import { orNotFound } from '@/platform/errors';
import { requireSettler, type Settler } from '@/tickets/statuses/require-settler';
import { lockPromises } from './lock-promises';
import { enqueueRecount } from './recount-due-times';
import { Targets } from './service-level-shapes';
import { companyServiceLevels } from './tables';

export const ChangeCompanyLevels = z.object({
  companyId: z.uuid().toLowerCase(),
  /** Null: as for everybody. */
  targets: Targets.nullable(),
});

/**
 * Promises a company something else than everybody, or the same again. Refuses who is no admin
 * (403); an unknown company is not found (404).
 */
export async function changeCompanyLevels(
  scope: Settler,
  input: z.input<typeof ChangeCompanyLevels>,
): Promise<void> {
  const { companyId, targets } = ChangeCompanyLevels.parse(input);
  requireSettler(scope, 'write');
  const tenantId = scope.tenant.id;
  await inTransaction(scope, async (tx) => {
    await lockPromises(tx, scope, 'change');
    const [company] = await tx
      .select({ name: companies.name })
      .from(companies)
      .where(and(eq(companies.tenantId, tenantId), eq(companies.id, companyId)));
    const { name } = orNotFound(company);
    const own = and(
      eq(companyServiceLevels.tenantId, tenantId),
      eq(companyServiceLevels.companyId, companyId),
    );
    const [row] = await tx.select().from(companyServiceLevels).where(own);
    const before = row ? Targets.parse(row.targets) : null;
    if (JSON.stringify(before) === JSON.stringify(targets)) return;
    if (targets) {
      await tx
        .insert(companyServiceLevels)
        .values({ tenantId, companyId, targets })
        .onConflictDoUpdate({
          target: [companyServiceLevels.tenantId, companyServiceLevels.companyId],
          set: { targets, updatedAt: sql`now()` },
        });
    } else await tx.delete(companyServiceLevels).where(own);
    await enqueueRecount(tx, scope);
    await record(tx, scope, 'company.serviceLevelsChanged', companyId, {
      before: { name, targets: before },
      after: { name, targets },
    });
  });
}
