import 'server-only';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { record } from '@/audit/record';
import type { ArticleAudience } from './article';
import { freeSlug } from './free-slug';
import { setCompanies } from './set-companies';
import { articles, articleTranslations } from './tables';
import { nameOf, writeVersion } from './write-version';

export interface Beginning {
  id: string;
  categoryId: string | null;
  audience: ArticleAudience;
  companyIds: readonly string[];
  /** One of the languages of its texts. */
  sourceLanguage: string;
  texts: readonly FirstText[];
}

interface FirstText {
  language: string;
  title: string;
  body: string;
  /** Which slug it gets if nobody has it; else one is made of the title. */
  slug?: string;
  isOutdated?: boolean;
}

/** Writes a new article as a draft, with the first version of each text. It has been checked. */
export async function beginArticle(tx: Tx, scope: Scope, beginning: Beginning): Promise<void> {
  const { id, categoryId, audience, companyIds, sourceLanguage, texts } = beginning;
  const tenantId = scope.tenant.id;
  await tx.insert(articles).values({
    tenantId,
    id,
    categoryId,
    audience,
    sourceLanguage,
    authorId: scope.actor.kind === 'technician' ? scope.actor.id : null,
    authorName: nameOf(scope),
  });
  for (const { language, title, body, slug: wished, isOutdated } of texts) {
    const slug = await freeSlug(tx, scope, wished ?? title);
    const sourceVersion = language === sourceLanguage ? null : isOutdated ? 0 : 1;
    await tx
      .insert(articleTranslations)
      .values({ tenantId, articleId: id, language, slug, title, body, sourceVersion });
    await writeVersion(tx, scope, { articleId: id, language, version: 1, title, body });
  }
  if (audience === 'companies') await setCompanies(tx, scope, id, companyIds);
  const name = texts.find(({ language }) => language === sourceLanguage)?.title;
  const languages = texts.map(({ language }) => language);
  await record(tx, scope, 'article.created', id, { after: { name, audience, languages } });
}
