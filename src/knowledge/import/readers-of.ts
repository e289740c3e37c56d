import 'server-only';
import { eq } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import type { ArticleAudience } from '@/knowledge/article';
import { companyKey } from '@/people/read-import-file';
import { companies } from '@/people/tables';
import { type ArchivedArticle, type ImportNotice, notice } from './archive-articles';

/** The tenant's companies by their name. */
export async function companiesByName(
  tx: Tx,
  { tenant }: Pick<Scope, 'tenant'>,
): Promise<Map<string, string>> {
  const rows = await tx
    .select({ id: companies.id, name: companies.name })
    .from(companies)
    .where(eq(companies.tenantId, tenant.id));
  return new Map(rows.map(({ id, name }) => [companyKey(name), id]));
}

export interface Readers {
  audience: ArticleAudience;
  companyIds: string[];
  notices: ImportNotice[];
}

/** Who reads an imported article. Where none of its companies is here, technicians alone. Pure. */
export function readersOf(
  { audience, companies: names }: ArchivedArticle,
  known: ReadonlyMap<string, string>,
): Readers {
  if (audience !== 'companies') return { audience, companyIds: [], notices: [] };
  const found = names.map((name) => ({ name, id: known.get(companyKey(name)) }));
  const companyIds = [...new Set(found.flatMap(({ id }) => id ?? []))].slice(0, 500);
  const notices = found.filter(({ id }) => !id).map(({ name }) => notice('companyUnknown', name));
  if (companyIds.length > 0) return { audience, companyIds, notices };
  return {
    audience: 'technicians',
    companyIds,
    notices: [...notices, notice('audienceClosed', names.join(', '))],
  };
}
