import 'server-only';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction, type Tx } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { clock } from '@/platform/clock';
import { Refusal } from '@/platform/errors';
import { articleForChange, isArticle, isOut, translationsOf } from './article-for-change';
import { tellVoters } from './feedback/tell-voters';
import { articleTime, orNone, rowUuid, ticked } from './input-shapes';
import { refuseUnlessKnowledge } from './policy';
import { articles } from './tables';

export const PublishArticle = z.object({
  id: rowUuid,
  /** Left out or past: at once. */
  publishAt: orNone(articleTime).optional(),
  /** Who had found an older version unhelpful hears of it once it is out. */
  tellVoters: ticked,
});

/**
 * Shows an article to those whom it is for, at once or from a time on. Refuses contacts (403) and
 * an article that says nothing in one of its languages (422); one that is out already stays so.
 */
export async function publishArticle(
  scope: Scope<Staff>,
  input: z.input<typeof PublishArticle>,
): Promise<void> {
  refuseUnlessKnowledge(scope, 'write');
  const { id, publishAt, tellVoters: tellsVoters } = PublishArticle.parse(input);
  await inTransaction(scope, async (tx) => {
    const before = await articleForChange(tx, scope, id);
    const name = await refuseEmpty(tx, scope, id, before.sourceLanguage);
    if (publishAt && publishAt > clock.now()) {
      if (isOut(before)) return;
      const isSame = before.publishAt?.getTime() === publishAt.getTime();
      if (before.state === 'scheduled' && isSame && before.tellsVoters === tellsVoters) return;
      await tx
        .update(articles)
        .set({ state: 'scheduled', publishAt, tellsVoters })
        .where(isArticle(scope, id));
      await record(tx, scope, 'article.scheduled', id, {
        before: { name, state: before.state },
        after: { name, state: 'scheduled', publishAt: publishAt.toISOString() },
      });
      return;
    }
    if (before.state === 'published') return;
    await tx
      .update(articles)
      .set({
        state: 'published',
        publishAt: null,
        publishedAt: sql`coalesce(${articles.publishedAt}, ${clock.now().toISOString()}::timestamptz)`,
        updatedAt: sql`now()`,
      })
      .where(isArticle(scope, id));
    await record(tx, scope, 'article.published', id, {
      before: { name, state: before.state },
      after: { name, state: 'published' },
    });
    if (tellsVoters) await tellVoters(tx, scope, id);
  });
}

/** The title in the language that it was written in. */
async function refuseEmpty(tx: Tx, scope: Scope, id: string, source: string): Promise<string> {
  const texts = await translationsOf(tx, scope, id);
  if (texts.some(({ body }) => !body.trim())) {
    throw new Refusal('knowledge.empty', { status: 422, fields: { body: 'knowledge.empty' } });
  }
  return texts.find(({ language }) => language === source)?.title ?? '';
}
