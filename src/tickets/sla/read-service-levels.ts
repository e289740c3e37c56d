import 'server-only';
import { and, asc, eq } from 'drizzle-orm';
import { inReadTransaction } from '@/access/in-transaction';
import { companies } from '@/people/tables';
import { requireSettler, type Settler } from '@/tickets/statuses/require-settler';
import { type ServiceLevels, serviceLevelsOf } from './change-service-levels';
import { Targets } from './service-level-shapes';
import { companyServiceLevels } from './tables';

export interface ServiceLevelsView extends ServiceLevels {
  /** The tenant's: hours and holidays are of its clocks. */
  timeZone: string;
  /** Those that were promised something else, by name. */
  companies: { company: { id: string; name: string }; targets: Targets }[];
}

/** What the tenant promises. For admins and keys with `settings:read` (else 403). */
export async function readServiceLevels(scope: Settler): Promise<ServiceLevelsView> {
  requireSettler(scope, 'read');
  const tenantId = scope.tenant.id;
  return inReadTransaction(scope, async (tx) => {
    const [levels, rows] = await Promise.all([
      serviceLevelsOf(tx, scope),
      tx
        .select({
          id: companies.id,
          name: companies.name,
          targets: companyServiceLevels.targets,
        })
        .from(companyServiceLevels)
        .innerJoin(
          companies,
          and(eq(companies.tenantId, tenantId), eq(companies.id, companyServiceLevels.companyId)),
        )
        .where(eq(companyServiceLevels.tenantId, tenantId))
        .orderBy(asc(companies.name), asc(companies.id)),
    ]);
    return {
      ...levels,
      timeZone: scope.tenant.timeZone,
      companies: rows.map(({ id, name, targets }) => ({
        company: { id, name },
        targets: Targets.parse(targets),
      })),
    };
  });
}
