import 'server-only';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { articleForChange, isArticle, translationsOf } from './article-for-change';
import { rowUuid } from './input-shapes';
import { refuseUnlessKnowledge } from './policy';
import { articles } from './tables';

export const WithdrawArticle = z.object({ id: rowUuid });

/** Makes an article a draft again: from the next request on no contact reads it (403 for them). */
export function withdrawArticle(
  scope: Scope<Staff>,
  input: z.input<typeof WithdrawArticle>,
): Promise<void> {
  return takeOut(scope, input, { state: 'draft', event: 'article.withdrawn' });
}

export const ArchiveArticle = WithdrawArticle;

/** Puts an article away for good reasons to come back to it; it can be made a draft again. */
export function archiveArticle(
  scope: Scope<Staff>,
  input: z.input<typeof ArchiveArticle>,
): Promise<void> {
  return takeOut(scope, input, { state: 'archived', event: 'article.archived' });
}

async function takeOut(
  scope: Scope<Staff>,
  input: z.input<typeof WithdrawArticle>,
  { state, event }: { state: 'draft' | 'archived'; event: string },
): Promise<void> {
  refuseUnlessKnowledge(scope, 'write');
  const { id } = WithdrawArticle.parse(input);
  await inTransaction(scope, async (tx) => {
    const before = await articleForChange(tx, scope, id);
    if (before.state === state) return;
    const texts = await translationsOf(tx, scope, id);
    const name = texts.find(({ language }) => language === before.sourceLanguage)?.title;
    await tx.update(articles).set({ state, publishAt: null }).where(isArticle(scope, id));
    await record(tx, scope, event, id, {
      before: { name, state: before.state },
      after: { name, state },
    });
  });
}
