import 'server-only';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { articleForChange } from '@/knowledge/article-for-change';
import { articleLanguage, rowUuid } from '@/knowledge/input-shapes';
import { refuseUnlessKnowledge } from '@/knowledge/policy';
import { articleDrafts } from '@/knowledge/tables';
import { orNotFound } from '@/platform/errors';
import { isDraft } from './draft-for-change';

export const DiscardDraft = z.object({ id: rowUuid, language: articleLanguage });

/** Throws a draft away; what readers see stays. Refuses contacts (403); none there: not found. */
export async function discardDraft(
  scope: Scope<Staff>,
  input: z.input<typeof DiscardDraft>,
): Promise<void> {
  refuseUnlessKnowledge(scope, 'write');
  const { id, language } = DiscardDraft.parse(input);
  await inTransaction(scope, async (tx) => {
    await articleForChange(tx, scope, id);
    const [gone] = await tx
      .delete(articleDrafts)
      .where(isDraft(scope, id, language))
      .returning({ title: articleDrafts.title, revision: articleDrafts.revision });
    const { title, revision } = orNotFound(gone);
    await record(tx, scope, 'article.draftDiscarded', id, {
      before: { name: title, language, revision },
    });
  });
}
