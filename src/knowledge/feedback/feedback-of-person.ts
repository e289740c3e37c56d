import 'server-only';
import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { articleFeedback } from './tables';

/** What these contacts said of articles, newest first: for the export of a person's data. */
export function feedbackOfPerson(tx: Tx, scope: Scope, contactIds: readonly string[]) {
  const { articleId, language, version, verdict, reason, comment, createdAt, toldAt } =
    articleFeedback;
  return tx
    .select({ articleId, language, version, verdict, reason, comment, createdAt, toldAt })
    .from(articleFeedback)
    .where(ofPerson(scope, contactIds))
    .orderBy(desc(createdAt), desc(articleFeedback.id));
}

/** Takes these contacts out of what was said of articles; that it was said stays in the figures. */
export async function eraseFeedbackOf(
  tx: Tx,
  scope: Scope,
  contactIds: readonly string[],
): Promise<void> {
  await tx
    .update(articleFeedback)
    .set({ contactId: null, comment: '', voterKey: sql`'erased:' || ${articleFeedback.id}` })
    .where(ofPerson(scope, contactIds));
}

const ofPerson = ({ tenant }: Scope, contactIds: readonly string[]) =>
  and(eq(articleFeedback.tenantId, tenant.id), inArray(articleFeedback.contactId, [...contactIds]));
