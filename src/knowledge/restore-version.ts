import 'server-only';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { orNotFound } from '@/platform/errors';
import { articleLanguage, rowUuid } from './input-shapes';
import { refuseUnlessKnowledge } from './policy';
import { articleVersions } from './tables';
import { writeText } from './write-article';

export const RestoreVersion = z.object({
  id: rowUuid,
  language: articleLanguage,
  version: z.coerce.number().int().min(1).max(2_147_483_647),
});

/**
 * Brings back what an article said in a version before: as its newest one, so that nothing is lost.
 * Refuses contacts (403); an unknown version is not found.
 */
export async function restoreVersion(
  scope: Scope<Staff>,
  input: z.input<typeof RestoreVersion>,
): Promise<{ version: number }> {
  refuseUnlessKnowledge(scope, 'write');
  const { id, language, version } = RestoreVersion.parse(input);
  return inTransaction(scope, async (tx) => {
    const [row] = await tx
      .select({ title: articleVersions.title, body: articleVersions.body })
      .from(articleVersions)
      .where(
        and(
          eq(articleVersions.tenantId, scope.tenant.id),
          eq(articleVersions.articleId, id),
          eq(articleVersions.language, language),
          eq(articleVersions.version, version),
        ),
      );
    const { title, body } = orNotFound(row);
    return writeText(tx, scope, id, {
      language,
      title,
      body,
      restoredFrom: version,
      translatedFrom: 1, // nobody knows which: where its source has changed since, somebody looks
    });
  });
}
