import 'server-only';
import { and, eq } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { clock } from '@/platform/clock';
import { orNotFound } from '@/platform/errors';
import { articles, articleTranslations } from './tables';

/** The article, locked until the transaction ends. A foreign or unknown id is not found. */
export async function articleForChange(tx: Tx, { tenant }: Scope, id: string) {
  const [row] = await tx
    .select()
    .from(articles)
    .where(and(eq(articles.tenantId, tenant.id), eq(articles.id, id)))
    .for('update');
  return orNotFound(row);
}

/** What an article says in its languages now. */
export function translationsOf(tx: Tx, { tenant }: Scope, id: string) {
  const { language, slug, title, body, version, sourceVersion, updatedAt } = articleTranslations;
  return tx
    .select({ language, slug, title, body, version, sourceVersion, updatedAt })
    .from(articleTranslations)
    .where(and(eq(articleTranslations.tenantId, tenant.id), eq(articleTranslations.articleId, id)))
    .orderBy(articleTranslations.language);
}

/** The condition that a row of `articles` is this one. */
export function isArticle({ tenant }: Scope, id: string) {
  return and(eq(articles.tenantId, tenant.id), eq(articles.id, id));
}

/** Readers see one whose time has come already, though the job has not been there yet. */
export function isOut({
  state,
  publishAt,
}: Pick<typeof articles.$inferSelect, 'state' | 'publishAt'>) {
  return state === 'published' || (state === 'scheduled' && publishAt! <= clock.now());
}
