import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { pageOrMissing } from '@/app/portal/_frame/page-or-missing';
import { StructuredData } from '@/app/portal/_public/structured-data';
import { requireReader } from '@/app/portal/_sections/require-reader';
import { localeNames } from '@/i18n/locales';
import { Breadcrumb } from '@/ui/breadcrumb';
import { Page, Section } from '@/ui/page';
import { ArticleList } from '../article-list';
import { ArticleFeedback } from './article-feedback';
import { articleOfPage } from './article-of-page';
import { ArticleText } from './article-text';
import { describeArticle, structuredData } from './describe-article';
import { LanguageNotice } from './language-notice';
import { SignInHint } from './sign-in-hint';
import { UpdatedAt } from './updated-at';

interface ArticleAddress {
  params: Promise<{ slug: string }>;
}

/** A page behind a sign-in describes itself to nobody, and one that is missing even less. */
export async function generateMetadata({ params }: ArticleAddress): Promise<Metadata> {
  const reader = await requireReader();
  if (reader.actor.kind !== 'visitor') return {};
  const { slug } = await params;
  const article = await articleOfPage(slug).catch(() => undefined);
  return article ? describeArticle(reader, article) : {};
}

export default async function ArticlePage(address: ArticleAddress) {
  const { slug } = await address.params;
  return pageOrMissing(() => drawArticle(address), <SignInHint slug={slug} />);
}

async function drawArticle({ params }: ArticleAddress) {
  const reader = await requireReader();
  const article = await articleOfPage((await params).slug);
  const t = await getTranslations('portal.knowledge');
  const { tenant, language } = reader;
  const lang = article.language === language ? undefined : article.language;
  return (
    <Page className="article-page">
      <title>{`${article.title} · ${tenant.name}`}</title>
      {reader.actor.kind === 'visitor' && <StructuredData data={structuredData(reader, article)} />}
      <header className="article-head">
        <Breadcrumb
          label={t('where')}
          steps={[
            { label: t('title'), href: '/knowledge-base' },
            ...article.categories.map(({ id, name }) => ({
              label: name,
              href: `/knowledge-base?category=${id}`,
            })),
            { label: article.title },
          ]}
        />
        <h1 dir="auto" lang={lang}>
          {article.title}
        </h1>
        <p className="text-muted text-sm">
          {t('updated')} <UpdatedAt at={article.updatedAt} reader={reader} />
        </p>
      </header>
      <LanguageNotice article={article} language={language} />
      <ArticleText article={article} lang={lang} />
      <ArticleFeedback article={article} reader={reader} />
      {article.others.length > 0 && (
        <nav aria-label={t('languages')} className="article-languages">
          <span className="text-muted">{t('languages')}</span>
          {article.others.map((other) => (
            <a key={other.language} href={`/knowledge-base/${other.slug}`} lang={other.language}>
              {localeNames[other.language as keyof typeof localeNames]}
            </a>
          ))}
        </nav>
      )}
      {article.related.length > 0 && (
        <Section title={t('related')} flush className="article-related">
          <ArticleList articles={article.related} language={language} />
        </Section>
      )}
    </Page>
  );
}
