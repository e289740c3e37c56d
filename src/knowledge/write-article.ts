import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction, type Tx } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { Refusal } from '@/platform/errors';
import { articleForChange, isArticle, translationsOf } from './article-for-change';
import { tellVoters } from './feedback/tell-voters';
import { takeFormerSlug } from './former-slugs';
import { freeSlug } from './free-slug';
import { articleBody, articleLanguage, articleTitle, rowUuid, ticked } from './input-shapes';
import { refuseUnlessKnowledge } from './policy';
import { articles, articleTranslations, articleVersions } from './tables';
import { type Written, writeVersion } from './write-version';

export const WriteArticle = z.object({
  id: rowUuid,
  language: articleLanguage,
  title: articleTitle,
  body: articleBody,
  /** The version that the writer began from; 0 for a new translation. */
  from: z.coerce.number().int().min(0).optional(),
  /** The version of the source that a translator had before them; left out: the newest. */
  translatedFrom: z.coerce.number().int().min(0).optional(),
  /** Something of the source's last change is still missing in this translation. */
  staysOutdated: ticked,
  /** Readers of a published article who had found it unhelpful hear of the new version. */
  tellVoters: ticked,
});

/**
 * Writes what an article says in one language: a version more, and readers of a published article
 * see it at once; who had found it unhelpful is told where that is wished. The first text in a language gives it its slug. Refuses contacts (403), who
 * began from a version that is no longer the newest (409), and an empty text in a published
 * article (422).
 */
export async function writeArticle(
  scope: Scope<Staff>,
  input: z.input<typeof WriteArticle>,
): Promise<{ version: number }> {
  refuseUnlessKnowledge(scope, 'write');
  const { id, from, ...text } = WriteArticle.parse(input);
  return inTransaction(scope, (tx) => writeText(tx, scope, id, { ...text, from }));
}

interface Text extends Pick<Written, 'language' | 'title' | 'body' | 'restoredFrom'> {
  from?: number;
  translatedFrom?: number;
  staysOutdated?: boolean;
  tellVoters?: boolean;
  /** Of a first text: the slug that it gets if nobody has it. */
  slug?: string;
}

/** The same inside a transaction: restoring an older version writes it too. */
export async function writeText(
  tx: Tx,
  scope: Scope,
  id: string,
  text: Text,
): Promise<{ version: number }> {
  const { language, title, body, from, translatedFrom, restoredFrom, slug } = text;
  const article = await articleForChange(tx, scope, id);
  const texts = await translationsOf(tx, scope, id);
  const before = texts.find((one) => one.language === language);
  const version = before?.version ?? 0;
  if (from !== undefined && from !== version) throw new Refusal('knowledge.overtaken');
  if (article.state !== 'draft' && !body.trim()) {
    throw new Refusal('knowledge.empty', { status: 422, fields: { body: 'knowledge.empty' } });
  }
  const source = texts.find((one) => one.language === article.sourceLanguage);
  const sourceVersion =
    language === article.sourceLanguage || !source
      ? null
      : text.staysOutdated
        ? (before?.sourceVersion ?? 0)
        : Math.min(translatedFrom ?? source.version, source.version);
  const isSame = before?.title === title && before.body === body;
  if (before && isSame && before.sourceVersion === sourceVersion) return { version };
  const next = isSame
    ? version
    : 1 + (before ? version : await lastVersion(tx, scope, id, language));
  const written = { title, body, version: next, sourceVersion };
  await (before
    ? tx
        .update(articleTranslations)
        .set({ ...written, updatedAt: sql`now()` })
        .where(isTranslation(scope, id, language))
    : tx.insert(articleTranslations).values({
        tenantId: scope.tenant.id,
        articleId: id,
        language,
        slug:
          (slug ? undefined : await takeFormerSlug(tx, scope, { articleId: id, language })) ??
          (await freeSlug(tx, scope, slug ?? title)),
        ...written,
      }));
  if (!isSame) {
    await writeVersion(tx, scope, {
      articleId: id,
      language,
      version: next,
      title,
      body,
      restoredFrom,
    });
    await tx.update(articles).set({ updatedAt: sql`now()` }).where(isArticle(scope, id));
  }
  await record(tx, scope, restoredFrom ? 'article.restored' : 'article.written', id, {
    before: { name: before?.title ?? title, version },
    after: { name: title, language, version: next, ...(restoredFrom && { restoredFrom }) },
  });
  if (text.tellVoters && article.state === 'published') await tellVoters(tx, scope, id);
  return { version: next };
}

/** A translation that was removed and comes back goes on counting. */
async function lastVersion(tx: Tx, { tenant }: Scope, id: string, language: string) {
  const [row] = await tx
    .select({ last: sql<number>`coalesce(max(${articleVersions.version}), 0)::int` })
    .from(articleVersions)
    .where(
      and(
        eq(articleVersions.tenantId, tenant.id),
        eq(articleVersions.articleId, id),
        eq(articleVersions.language, language),
      ),
    );
  return row!.last;
}

/** The condition that a row of `article_translations` is this one. */
export function isTranslation({ tenant }: Scope, id: string, language: string) {
  return and(
    eq(articleTranslations.tenantId, tenant.id),
    eq(articleTranslations.articleId, id),
    eq(articleTranslations.language, language),
  );
}
