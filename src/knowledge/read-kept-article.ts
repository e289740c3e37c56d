import 'server-only';
import { and, eq } from 'drizzle-orm';
import { inReadTransaction, type Tx } from '@/access/in-transaction';
import type { Permission } from '@/access/permission';
import type { Scope, Staff } from '@/access/scope';
import { notFound, orNotFound } from '@/platform/errors';
import { isUuid } from '@/platform/ids';
import type { ArticleAudience, ArticleState } from './article';
import { isArticle, isOut, translationsOf } from './article-for-change';
import { knowledgeCan, refuseUnlessKnowledge } from './policy';
import { articleCompanies, articleDrafts, articles } from './tables';

/** What an article says in one language, for who writes it. */
export interface KeptText {
  language: string;
  slug: string;
  title: string;
  body: string;
  version: number;
  /** Which version of the source it renders; null in the source language itself. */
  sourceVersion: number | null;
  isOutdated: boolean;
  updatedAt: Date;
}

/** What is being written for one language while readers see what stands there. */
export interface KeptDraft {
  language: string;
  title: string;
  body: string;
  /** The version that its writer had before them; 0 where there was none. */
  basedOn: number;
  revision: number;
  authorName: string;
  updatedAt: Date;
}

/** An article as who keeps the knowledge base sees it. */
export interface KeptArticle {
  id: string;
  state: ArticleState;
  /** Readers see it: published, or its time has come though the job has not been there yet. */
  isOut: boolean;
  audience: ArticleAudience;
  companyIds: string[];
  categoryId: string | null;
  sourceLanguage: string;
  authorName: string;
  publishAt: Date | null;
  publishedAt: Date | null;
  reviewAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
  /** The source first. */
  texts: KeptText[];
  drafts: KeptDraft[];
  can: { write: Permission };
}

/** One article in whatever state, in all its languages. Refuses contacts (403). */
export async function readKeptArticle(scope: Scope<Staff>, id: string): Promise<KeptArticle> {
  refuseUnlessKnowledge(scope, 'keepReading');
  if (!isUuid(id)) throw notFound();
  const [[row], companies, texts, drafts] = await inReadTransaction(scope, (tx) =>
    Promise.all([
      tx.select().from(articles).where(isArticle(scope, id)),
      tx
        .select({ id: articleCompanies.companyId })
        .from(articleCompanies)
        .where(
          and(eq(articleCompanies.tenantId, scope.tenant.id), eq(articleCompanies.articleId, id)),
        ),
      translationsOf(tx, scope, id),
      draftsOf(tx, scope, id),
    ]),
  );
  const { tenantId: _, authorId: __, tellsVoters: ___, ...article } = orNotFound(row);
  const isSource = ({ language }: { language: string }) => language === article.sourceLanguage;
  const source = texts.find(isSource);
  return {
    ...article,
    isOut: isOut(article),
    companyIds: companies.map((company) => company.id),
    texts: texts
      .map((text) => ({
        ...text,
        isOutdated: text.sourceVersion !== null && text.sourceVersion < (source?.version ?? 0),
      }))
      .sort((a, b) => Number(isSource(b)) - Number(isSource(a))),
    drafts,
    can: { write: knowledgeCan.write(scope) },
  };
}

function draftsOf(tx: Tx, { tenant }: Scope, id: string) {
  const { language, title, body, basedOn, revision, authorName, updatedAt } = articleDrafts;
  return tx
    .select({ language, title, body, basedOn, revision, authorName, updatedAt })
    .from(articleDrafts)
    .where(and(eq(articleDrafts.tenantId, tenant.id), eq(articleDrafts.articleId, id)))
    .orderBy(articleDrafts.language);
}
