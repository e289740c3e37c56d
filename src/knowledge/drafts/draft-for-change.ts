import 'server-only';
import { and, eq } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { articleDrafts } from '@/knowledge/tables';

/** The draft of one language, if there is one; whoever asks has locked the article. */
export async function draftForChange(tx: Tx, scope: Scope, id: string, language: string) {
  const [row] = await tx
    .select()
    .from(articleDrafts)
    .where(isDraft(scope, id, language));
  return row;
}

/** The condition that a row of `article_drafts` is this one. */
export function isDraft({ tenant }: Scope, id: string, language: string) {
  return and(
    eq(articleDrafts.tenantId, tenant.id),
    eq(articleDrafts.articleId, id),
    eq(articleDrafts.language, language),
  );
}
