import 'server-only';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { articleForChange, translationsOf } from '@/knowledge/article-for-change';
import { articleBody, articleLanguage, articleTitle, rowUuid } from '@/knowledge/input-shapes';
import { refuseUnlessKnowledge } from '@/knowledge/policy';
import { articleDrafts } from '@/knowledge/tables';
import { nameOf } from '@/knowledge/write-version';
import { Refusal } from '@/platform/errors';
import { draftForChange } from './draft-for-change';

export const SaveDraft = z.object({
  id: rowUuid,
  language: articleLanguage,
  title: articleTitle,
  body: articleBody,
  /** The version that the writer has before them; left out: the newest. */
  from: z.coerce.number().int().min(0).optional(),
  /** The revision of the draft that the writer began from, 0 for none; left out: the newest. */
  revision: z.coerce.number().int().min(0).optional(),
  /** The version of the source that a translator had before them; left out: the newest. */
  translatedFrom: z.coerce.number().int().min(0).optional(),
});

/**
 * Keeps what is being written for one language of an article, while its readers go on reading what
 * stands there. One draft a language; the version that its writer last looked at stays with it.
 * Refuses contacts (403), and who began from another draft than the newest (409).
 */
export async function saveDraft(
  scope: Scope<Staff>,
  input: z.input<typeof SaveDraft>,
): Promise<{ revision: number }> {
  refuseUnlessKnowledge(scope, 'write');
  const { id, language, title, body, from, revision, ...more } = SaveDraft.parse(input);
  return inTransaction(scope, async (tx) => {
    const { sourceLanguage } = await articleForChange(tx, scope, id);
    const texts = await translationsOf(tx, scope, id);
    const before = await draftForChange(tx, scope, id, language);
    const stands = before?.revision ?? 0;
    if (revision !== undefined && revision !== stands)
      throw new Refusal('knowledge.draftOvertaken');
    const newest = (one: string) => texts.find((text) => text.language === one)?.version ?? 0;
    const isTranslation = language !== sourceLanguage;
    const begun = {
      basedOn: from ?? newest(language),
      translatedFrom: isTranslation ? (more.translatedFrom ?? newest(sourceLanguage)) : null,
    };
    const text = { title, body, ...begun };
    if (before && JSON.stringify(text) === JSON.stringify(sameOf(before)))
      return { revision: stands };
    const next = stands + 1;
    const written = { ...text, revision: next, authorName: nameOf(scope) };
    await tx
      .insert(articleDrafts)
      .values({ tenantId: scope.tenant.id, articleId: id, language, ...written })
      .onConflictDoUpdate({
        target: [articleDrafts.tenantId, articleDrafts.articleId, articleDrafts.language],
        set: { ...written, updatedAt: sql`now()` },
      });
    await record(tx, scope, 'article.draftSaved', id, {
      before: { revision: stands },
      after: { name: title, language, revision: next },
    });
    return { revision: next };
  });
}

/** What a save may change, in the order in which it is compared. */
function sameOf({ title, body, basedOn, translatedFrom }: typeof articleDrafts.$inferSelect) {
  return { title, body, basedOn, translatedFrom };
}
