import 'server-only';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { articleForChange } from '@/knowledge/article-for-change';
import { articleLanguage, rowUuid, ticked } from '@/knowledge/input-shapes';
import { refuseUnlessKnowledge } from '@/knowledge/policy';
import { articleDrafts } from '@/knowledge/tables';
import { writeText } from '@/knowledge/write-article';
import { orNotFound, Refusal } from '@/platform/errors';
import { draftForChange, isDraft } from './draft-for-change';

export const PublishDraft = z.object({
  id: rowUuid,
  language: articleLanguage,
  /** The revision that was looked at; left out: the newest. */
  revision: z.coerce.number().int().min(1).optional(),
  /** Readers who had found the article unhelpful hear of the new version. */
  tellVoters: ticked,
});

/**
 * Makes a draft what the article says in its language: a version more, which readers of a
 * published article see from the next request on. Refuses contacts (403), a draft that somebody
 * has saved anew since it was looked at, one whose writer had not seen the newest version (409;
 * it stays a draft), and an empty one (422). None there: not found. A translation stays outdated
 * where its source has changed since its writer last looked at it.
 */
export async function publishDraft(
  scope: Scope<Staff>,
  input: z.input<typeof PublishDraft>,
): Promise<{ version: number }> {
  refuseUnlessKnowledge(scope, 'write');
  const { id, language, revision, tellVoters } = PublishDraft.parse(input);
  return inTransaction(scope, async (tx) => {
    await articleForChange(tx, scope, id);
    const draft = orNotFound(await draftForChange(tx, scope, id, language));
    if (revision !== undefined && revision !== draft.revision) {
      throw new Refusal('knowledge.draftOvertaken');
    }
    const { title, body, basedOn: from } = draft;
    // Of an older draft nobody knows: its translator looks once more.
    const translatedFrom = draft.translatedFrom ?? 0;
    const text = { language, title, body, from, translatedFrom, tellVoters };
    const written = await writeText(tx, scope, id, text);
    await tx.delete(articleDrafts).where(isDraft(scope, id, language));
    return written;
  });
}
