import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { inReadTransaction } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { rowUuid } from '@/knowledge/input-shapes';
import { refuseUnlessKnowledge } from '@/knowledge/policy';
import { pageOf, readTimeCursor } from '@/people/page-cursor';
import { notFound } from '@/platform/errors';
import {
  type FeedbackReason,
  type FeedbackState,
  type FeedbackVerdict,
  feedbackReasons,
  feedbackStates,
  feedbackVerdicts,
} from './feedback';

export const ListFeedback = z.object({
  articleId: rowUuid.optional(),
  contactId: rowUuid.optional(),
  verdict: z.enum(feedbackVerdicts).optional(),
  state: z.enum(feedbackStates).optional(),
  reason: z.enum(feedbackReasons).optional(),
  cursor: z.string().max(1_000).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
});

/** What one reader has said of one version of an article. */
export interface FeedbackEntry {
  id: string;
  article: { id: string; title: string };
  /** Which text it is about. */
  language: string;
  version: number;
  /** There is a newer one by now. */
  isOlder: boolean;
  verdict: FeedbackVerdict;
  reason: FeedbackReason | null;
  comment: string;
  state: FeedbackState;
  /** Null for somebody who was signed out, or has been erased. */
  contact: { id: string; name: string; company: string } | null;
  createdAt: Date;
  /** When they heard that the article was improved. */
  toldAt: Date | null;
}

/** What readers said, the newest first. Refuses contacts (403); an unknown article is not found. */
export async function readFeedback(
  scope: Scope<Staff>,
  input: z.input<typeof ListFeedback> = {},
): Promise<{ rows: FeedbackEntry[]; nextCursor: string | null }> {
  refuseUnlessKnowledge(scope, 'keepReading');
  const wanted = ListFeedback.parse(input);
  const tenantId = scope.tenant.id;
  const { rows } = await inReadTransaction(scope, async (tx) => {
    if (wanted.articleId) {
      const known = await tx.execute(
        sql`select from articles where tenant_id = ${tenantId} and id = ${wanted.articleId}`,
      );
      if (known.rows.length === 0) throw notFound();
    }
    return tx.execute<Row>(sql`
      select f.id, f.article_id, coalesce(t.title, v.title) as title, f.language, f.version,
        coalesce(t.version > f.version, true) as is_older, f.verdict, f.reason, f.comment, f.state,
        f.created_at, f.told_at, c.id as contact_id, c.name as contact, o.name as company
      from article_feedback f
      left join article_translations t on t.tenant_id = ${tenantId}
        and t.article_id = f.article_id and t.language = f.language
      left join article_versions v on v.tenant_id = ${tenantId} and v.article_id = f.article_id
        and v.language = f.language and v.version = f.version
      left join contacts c on c.tenant_id = ${tenantId} and c.id = f.contact_id
      left join companies o on o.tenant_id = ${tenantId} and o.id = c.company_id
      where ${sql.join(conditions(tenantId, wanted), sql` and `)}
      order by f.created_at desc, f.id desc limit ${wanted.limit + 1}`);
  });
  return pageOf(rows.map(entryOf), wanted.limit, ({ createdAt, id }) => ({
    key: createdAt.toISOString(),
    id,
  }));
}

/** How many entries wait in the queue. Refuses contacts (403). */
export async function countOpenFeedback(scope: Scope<Staff>): Promise<number> {
  refuseUnlessKnowledge(scope, 'keepReading');
  const { rows } = await inReadTransaction(scope, (tx) =>
    tx.execute<{ count: number }>(sql`select count(*)::int as count from article_feedback f
      where f.tenant_id = ${scope.tenant.id} and f.state = 'open' and f.verdict = 'no'`),
  );
  return rows[0]!.count;
}

function conditions(tenantId: string, wanted: z.output<typeof ListFeedback>): SQL[] {
  const { articleId, contactId, verdict, state, reason, cursor } = wanted;
  const after = readTimeCursor(cursor);
  return [
    sql`f.tenant_id = ${tenantId}`,
    articleId && sql`f.article_id = ${articleId}`,
    contactId && sql`f.contact_id = ${contactId}`,
    verdict && sql`f.verdict = ${verdict}`,
    state && sql`f.state = ${state}`,
    reason && sql`f.reason = ${reason}`,
    after && sql`(f.created_at, f.id) < (${after.key}::timestamptz, ${after.id}::uuid)`,
  ].filter((part): part is SQL => typeof part === 'object');
}

interface Row extends Record<string, unknown> {
  id: string;
  article_id: string;
  title: string | null;
  language: string;
  version: number;
  is_older: boolean;
  verdict: FeedbackVerdict;
  reason: FeedbackReason | null;
  comment: string;
  state: FeedbackState;
  created_at: string;
  told_at: string | null;
  contact_id: string | null;
  contact: string | null;
  company: string | null;
}

function entryOf(row: Row): FeedbackEntry {
  const { id, language, version, verdict, reason, comment, state } = row;
  return {
    ...{ id, language, version, verdict, reason, comment, state },
    article: { id: row.article_id, title: row.title ?? '' },
    isOlder: row.is_older,
    contact: row.contact_id
      ? { id: row.contact_id, name: row.contact ?? '', company: row.company ?? '' }
      : null,
    createdAt: new Date(row.created_at),
    toldAt: row.told_at === null ? null : new Date(row.told_at),
  };
}
