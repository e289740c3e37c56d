import 'server-only';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction, type Tx } from '@/access/in-transaction';
import type { Actor, Contact, Scope } from '@/access/scope';
import { record } from '@/audit/record';
import { articleLanguage, orNone, rowUuid } from '@/knowledge/input-shapes';
import type { Reader, SignedOut } from '@/knowledge/reader';
import { requireKnowledge, visibleArticles } from '@/knowledge/visible-articles';
import { clock } from '@/platform/clock';
import { orNotFound } from '@/platform/errors';
import { newId } from '@/platform/ids';
import { feedbackReasons, feedbackVerdicts } from './feedback';
import { articleFeedback } from './tables';

export const GiveFeedback = z.object({
  articleId: rowUuid,
  /** What they read: the article in this language, as it was then. */
  language: articleLanguage,
  version: z.coerce.number().int().min(1).max(2_147_483_647),
  verdict: z.enum(feedbackVerdicts),
  /** Of a no. What is left out stays as it was said before. */
  reason: orNone(z.enum(feedbackReasons)).optional(),
  comment: z
    .string()
    .max(2_000)
    .transform((text) => text.replace(/\r\n?/g, '\n').replaceAll('\0', '').trim())
    .optional(),
});

export type GivenFeedback = z.output<typeof GiveFeedback>;

/** Somebody signed out, told from others by a key of their browser that says nothing about them. */
export type SignedOutVoter = Omit<Reader, 'actor'> & { actor: SignedOut & { key: string } };
export type Voter = Scope<Contact> | SignedOutVoter;

/**
 * Keeps whether an article has helped its reader, and if not why. Each has one say a version and
 * language, which they may change: a no, and a new word on it, opens an entry of the queue again;
 * the same once more changes nothing. Looking is no say. An article that they may not see does not
 * exist (404), nor does a version that was never there.
 */
export async function giveFeedback(
  voter: Voter,
  input: z.input<typeof GiveFeedback>,
): Promise<void> {
  const given = GiveFeedback.parse(input);
  const { actor } = voter;
  const scope: Scope =
    actor.kind === 'contact' ? (voter as Scope<Contact>) : { ...voter, actor: nameless };
  await inTransaction(scope, (tx) =>
    keepFeedback(tx, scope, voter, { ...given, ...voterOf(actor) }),
  );
}

/** In the audit log a visitor has no name and no address. */
const nameless: Actor = { kind: 'system', job: 'signed-out reader' };

const voterOf = (actor: Voter['actor']) =>
  actor.kind === 'contact'
    ? { voterKey: `contact:${actor.id}`, contactId: actor.id }
    : { voterKey: `visitor:${actor.key}`, contactId: null };

/** The same in a transaction, `scope` being who is named for it and `reader` who has read. */
export async function keepFeedback(
  tx: Tx,
  scope: Scope,
  reader: Reader,
  given: GivenFeedback & { voterKey: string; contactId: string | null },
): Promise<void> {
  requireKnowledge(reader, 'read');
  const { articleId, language, version, verdict, voterKey, contactId } = given;
  const title = await titleOfRead(tx, reader, given);
  const isNo = verdict === 'no';
  const reason = isNo ? (given.reason ?? null) : null;
  const comment = isNo ? (given.comment ?? '') : '';
  const state = isNo ? ('open' as const) : ('handled' as const);
  const { verdict: was, reason: why, comment: said } = articleFeedback;
  const next = {
    reason: isNo && given.reason === undefined ? sql`${why}` : reason,
    comment: isNo && given.comment === undefined ? sql`${said}` : comment,
  };
  const changed = await tx
    .insert(articleFeedback)
    .values({
      ...{ tenantId: scope.tenant.id, id: newId(), articleId, language, version },
      ...{ voterKey, contactId, verdict, reason, comment, state, createdAt: clock.now() },
    })
    .onConflictDoUpdate({
      target: [
        ...[articleFeedback.tenantId, articleFeedback.articleId, articleFeedback.language],
        ...[articleFeedback.version, articleFeedback.voterKey],
      ],
      set: { verdict, state, ...next },
      setWhere: sql`(${was}, ${why}, ${said})
        is distinct from (${verdict}, ${next.reason}, ${next.comment})`,
    })
    .returning({ reason: why });
  if (!changed[0]) return;
  await record(tx, scope, 'article.feedbackGiven', articleId, {
    after: { name: title, verdict, ...(changed[0].reason && changed[0]) },
  });
}

async function titleOfRead(
  tx: Tx,
  reader: Reader,
  { articleId, language, version }: GivenFeedback,
): Promise<string> {
  const { rows } = await tx.execute<{ title: string }>(sql`
    select t.title from articles a
    join article_translations t on t.tenant_id = ${reader.tenant.id} and t.article_id = a.id
    where ${visibleArticles(reader)} and a.state <> 'archived' and a.id = ${articleId}
      and t.language = ${language} and t.version >= ${version}`);
  return orNotFound(rows[0]).title;
}
