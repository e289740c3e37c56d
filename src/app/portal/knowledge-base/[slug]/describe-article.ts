import 'server-only';
import type { Metadata } from 'next';
import { feedLink } from '@/app/portal/_public/feed-link';
import type { ArticleView } from '@/knowledge/article-view';
import { excerptOf } from '@/knowledge/markdown/plain-text';
import type { Reader } from '@/knowledge/reader';
import { portalUrl } from '@/tenants/urls';

/** Pixels, as every service that shows links takes them. */
const socialSize = { width: 1200, height: 630 };

/**
 * What search engines and those who share a link are told of an article that anybody may read: its
 * one address, its other languages, its picture.
 */
export async function describeArticle(reader: Reader, article: ArticleView): Promise<Metadata> {
  const { tenant } = reader;
  const url = addressOf(reader, article.slug);
  const description = excerptOf(article.body, 200) || undefined;
  const { title, language, others } = article;
  const images = [{ url: `${url}/social-image`, ...socialSize, alt: title }];
  return {
    description,
    robots: { index: true, follow: true },
    alternates: {
      canonical: url,
      languages: languagesOf(reader, article),
      ...(await feedLink(reader)),
    },
    openGraph: {
      type: 'article',
      siteName: tenant.name,
      title,
      description,
      url,
      locale: language,
      alternateLocale: others.map((other) => other.language),
      publishedTime: publishedAt(article).toISOString(),
      modifiedTime: article.updatedAt.toISOString(),
      images,
    },
    twitter: { card: 'summary_large_image', title, description, images },
  };
}

/** What schema.org calls it: an article, and where it stands. */
export function structuredData(reader: Reader, article: ArticleView): object[] {
  const { tenant } = reader;
  const url = addressOf(reader, article.slug);
  const organization = { '@type': 'Organization', name: tenant.name, url: portalUrl(tenant) };
  const steps = [
    ...article.categories.map(({ id, name }) => ({
      name,
      item: portalUrl(tenant, `/knowledge-base?category=${id}`),
    })),
    { name: article.title, item: url },
  ];
  const context = 'https://schema.org';
  return [
    {
      '@context': context,
      '@type': 'Article',
      headline: article.title,
      description: excerptOf(article.body, 200),
      inLanguage: article.language,
      datePublished: publishedAt(article).toISOString(),
      dateModified: article.updatedAt.toISOString(),
      image: `${url}/social-image`,
      mainEntityOfPage: url,
      author: organization,
      publisher: organization,
    },
    {
      '@context': context,
      '@type': 'BreadcrumbList',
      itemListElement: steps.map((step, at) => ({
        '@type': 'ListItem',
        position: at + 1,
        ...step,
      })),
    },
  ];
}

/** Each translation names all, itself included; `x-default` is the portal's language, else the first. */
function languagesOf(reader: Reader, article: ArticleView): Record<string, string> | undefined {
  if (article.others.length === 0) return undefined;
  const all = [article, ...article.others].sort((a, b) => a.language.localeCompare(b.language));
  const first = all.find(({ language }) => language === reader.tenant.defaultLanguage) ?? all[0]!;
  return {
    ...Object.fromEntries(all.map(({ language, slug }) => [language, addressOf(reader, slug)])),
    'x-default': addressOf(reader, first.slug),
  };
}

const addressOf = ({ tenant }: Reader, slug: string) =>
  portalUrl(tenant, `/knowledge-base/${slug}`);

/** Never after the last change: one that was scheduled was written before. */
function publishedAt({ publishedAt, updatedAt }: ArticleView): Date {
  return publishedAt && publishedAt < updatedAt ? publishedAt : updatedAt;
}
