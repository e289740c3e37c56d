import 'server-only';
import { and, eq, ilike, or, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { inReadTransaction } from '@/access/in-transaction';
import type { Permission } from '@/access/permission';
import type { Scope, Staff } from '@/access/scope';
import { orNotFound } from '@/platform/errors';
import { isUuid } from '@/platform/ids';
import { containing, pageOf, readCursor } from './page-cursor';
import { peopleCan, refuseUnlessCan } from './policy';
import { companies, companyDomains } from './tables';

export interface CompanyRow {
  id: string;
  name: string;
  domains: string[];
  contactCount: number;
  createdAt: Date;
}

export interface CompanyView extends CompanyRow {
  can: { change: Permission; delete: Permission; addContact: Permission };
}

export const ReadCompanies = z.object({
  q: z.string().max(200).optional(),
  cursor: z.string().max(1_000).nullish(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** By name, from `cursor` on; `q` is looked for in names and domains. One round trip. */
export async function readCompanies(
  scope: Scope<Staff>,
  input: z.input<typeof ReadCompanies> = {},
): Promise<{ rows: CompanyRow[]; nextCursor: string | null }> {
  refuseUnlessCan(scope, 'readCompanies');
  const { q, cursor, limit } = ReadCompanies.parse(input);
  const after = readCursor(cursor);
  const rows = await inReadTransaction(scope, (tx) =>
    tx
      .select({ ...columns, sortKey: sql<string>`lower(${companies.name})` })
      .from(companies)
      .where(
        and(
          eq(companies.tenantId, scope.tenant.id),
          q?.trim() ? matching(q) : undefined,
          after && sql`lower(${companies.name}) > ${after.key}`,
        ),
      )
      .orderBy(sql`lower(${companies.name})`)
      .limit(limit + 1),
  );
  const page = pageOf(rows, limit, ({ sortKey, id }) => ({ key: sortKey, id }));
  return { ...page, rows: page.rows.map(({ sortKey: _, ...row }) => row) };
}

/** One company; a foreign or unknown id is not found. */
export async function readCompany(scope: Scope<Staff>, id: string): Promise<CompanyView> {
  refuseUnlessCan(scope, 'readCompanies');
  const [row] = isUuid(id)
    ? await inReadTransaction(scope, (tx) =>
        tx
          .select(columns)
          .from(companies)
          .where(and(eq(companies.tenantId, scope.tenant.id), eq(companies.id, id))),
      )
    : [];
  const change = peopleCan.changeCompanies(scope);
  const empty: Permission = orNotFound(row).contactCount
    ? {
        allowed: false,
        reason: 'people.companyHasContacts',
        values: { count: orNotFound(row).contactCount },
      }
    : change;
  return {
    ...orNotFound(row),
    can: {
      change,
      delete: change.allowed ? empty : change,
      addContact: peopleCan.changeContacts(scope),
    },
  };
}

const columns = {
  id: companies.id,
  name: companies.name,
  createdAt: companies.createdAt,
  // Names written out: in a select of one table Drizzle leaves the table's name off its
  // columns, and inside these the inner table's column of the same name would be meant.
  domains: sql<string[]>`array(
    select d.domain from company_domains d
    where d.tenant_id = companies.tenant_id and d.company_id = companies.id
    order by d.domain)`,
  contactCount: sql<number>`(
    select count(*)::int from contacts c
    where c.tenant_id = companies.tenant_id and c.company_id = companies.id
      and c.erased_at is null and c.merged_into is null)`,
};

function matching(q: string): SQL | undefined {
  const pattern = containing(q);
  return or(
    ilike(sql`app.unaccented(${companies.name})`, sql`app.unaccented(${pattern})`),
    sql`exists (select 1 from ${companyDomains}
      where ${companyDomains.tenantId} = ${companies.tenantId} and ${companyDomains.companyId} = ${companies.id}
        and ${companyDomains.domain} ilike ${pattern})`,
  );
}
