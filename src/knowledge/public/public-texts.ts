import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { inReadTransaction } from '@/access/in-transaction';
import { excerptOf } from '@/knowledge/markdown/plain-text';
import { type Reader, signedOutReader } from '@/knowledge/reader';
import { sectionIsOpen, visibleArticles } from '@/knowledge/visible-articles';
import { notFound } from '@/platform/errors';

/** What these read is what a signed-out visitor reads, whoever asks. */
type Asking = Omit<Reader, 'actor'>;

/** Whether who is signed out has a knowledge base here at all. */
export async function isKnowledgePublic(reader: Asking): Promise<boolean> {
  const { rows } = await inReadTransaction(reader, (tx) =>
    tx.execute<{ open: boolean }>(sql`select ${sectionIsOpen(reader.tenant.id)} as open`),
  );
  return rows[0]!.open;
}

/** An article in one language, as search engines hear of it. */
export interface PublicText {
  slug: string;
  changedAt: Date;
}

/**
 * The texts that who is signed out may read, by slug: `most` of them from the `from`-th on, and how
 * many there are. Refuses (404) where the knowledge base is not public.
 */
export async function readPublicTexts(
  reader: Asking,
  { from, most }: { from: number; most: number },
): Promise<{ count: number; texts: PublicText[] }> {
  const { rows } = await inReadTransaction(reader, (tx) =>
    tx.execute<{ open: boolean; count: number; texts: [string, string][] | null }>(sql`
      select ${sectionIsOpen(reader.tenant.id)} as open,
        (select count(*)::int ${publicTexts(reader)}) as count,
        (select jsonb_agg(jsonb_build_array(x.slug, x.updated_at) order by x.slug) from (
          select t.slug, t.updated_at ${publicTexts(reader)}
          order by t.slug limit ${most} offset ${from}) x) as texts`),
  );
  const { open, count, texts } = rows[0]!;
  if (!open) throw notFound();
  return {
    count,
    texts: (texts ?? []).map(([slug, at]) => ({ slug, changedAt: new Date(at) })),
  };
}

/** The same, as who follows the knowledge base hears of it. */
export interface NewText extends PublicText {
  articleId: string;
  title: string;
  excerpt: string;
  publishedAt: Date;
}

/**
 * Those in one language that changed or came out last: what was written long before it was published
 * is news then. Refuses (404) where the knowledge base is not public.
 */
export async function readNewestTexts(
  reader: Asking,
  language: string,
  most: number,
): Promise<NewText[]> {
  const { rows } = await inReadTransaction(reader, (tx) =>
    tx.execute<{ open: boolean; texts: NewRow[] | null }>(sql`
      select ${sectionIsOpen(reader.tenant.id)} as open,
        (select jsonb_agg(x) from (
          select a.id, t.slug, t.title, left(t.body, 4000) as body,
            greatest(t.updated_at, a.published_at, a.publish_at) as updated_at,
            coalesce(a.published_at, a.publish_at, a.created_at) as published_at
          ${publicTexts(reader)} and t.language = ${language}
          order by updated_at desc, a.id desc limit ${most}) x) as texts`),
  );
  const { open, texts } = rows[0]!;
  if (!open) throw notFound();
  return (texts ?? []).map(({ id, slug, title, body, updated_at, published_at }) => ({
    articleId: id,
    slug,
    title,
    excerpt: excerptOf(body, 300),
    changedAt: new Date(updated_at),
    publishedAt: new Date(published_at),
  }));
}

interface NewRow extends Record<string, unknown> {
  id: string;
  slug: string;
  title: string;
  body: string;
  updated_at: string;
  published_at: string;
}

function publicTexts(reader: Asking): SQL {
  return sql`from articles a join article_translations t
    on t.tenant_id = a.tenant_id and t.article_id = a.id
    where ${visibleArticles(signedOutReader(reader))}`;
}
