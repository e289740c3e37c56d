import 'server-only';
import { and, desc, eq, sql } from 'drizzle-orm';
import { inReadTransaction } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { refuseUnlessKnowledge } from '@/knowledge/policy';
import { articleDeflections, articleSearches } from './tables';

/** What readers look for, counted. */
export interface SearchCount {
  query: string;
  language: string;
  searches: number;
  /** How often nothing was found. */
  unanswered: number;
  lastAt: Date;
}

export interface Searches {
  /** Whose last search found nothing, the most asked first: articles that are missing. */
  unanswered: SearchCount[];
  mostSearched: SearchCount[];
  /** Tickets that a suggested article made needless, in the last thirty days. */
  deflected: number;
}

const most = 100;

/** What readers searched for in the last ninety days. For the tenant's side alone (403). */
export async function readSearches(scope: Scope): Promise<Searches> {
  refuseUnlessKnowledge(scope, 'keepReading');
  const { tenantId, query, language, searches, unanswered, lastAt, lastFound } = articleSearches;
  const ofTenant = eq(tenantId, scope.tenant.id);
  return inReadTransaction(scope, async (tx) => {
    const columns = { query, language, searches, unanswered, lastAt };
    const [without, popular, deflections] = await Promise.all([
      tx
        .select(columns)
        .from(articleSearches)
        .where(and(ofTenant, eq(lastFound, 0)))
        .orderBy(desc(unanswered), desc(lastAt), query)
        .limit(most),
      tx
        .select(columns)
        .from(articleSearches)
        .where(ofTenant)
        .orderBy(desc(searches), desc(lastAt), query)
        .limit(20),
      tx
        .select({ count: sql<number>`count(*)::int` })
        .from(articleDeflections)
        .where(
          and(
            eq(articleDeflections.tenantId, scope.tenant.id),
            sql`${articleDeflections.day} > current_date - 30`,
          ),
        ),
    ]);
    return { unanswered: without, mostSearched: popular, deflected: deflections[0]?.count ?? 0 };
  });
}
