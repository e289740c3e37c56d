import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { pageOrMissing } from '@/app/portal/_frame/page-or-missing';
import { type Query, queryText } from '@/app/portal/_frame/query-text';
import { feedLink } from '@/app/portal/_public/feed-link';
import { requireReader } from '@/app/portal/_sections/require-reader';
import type { CategoryView } from '@/knowledge/article-view';
import { readKnowledgeBase } from '@/knowledge/read-knowledge-base';
import { requireContact } from '@/session/require-person';
import { portalUrl } from '@/tenants/urls';
import { Breadcrumb } from '@/ui/breadcrumb';
import { EmptyState } from '@/ui/empty-state';
import { Page, PageHeader, Section } from '@/ui/page';
import { ArticleList } from './article-list';
import { CategoryList } from './category-list';
import { FoundList } from './found-list';
import { SearchBox } from './search-box';

/** What anybody may read can be found; what a search found is no page of its own. */
export async function generateMetadata({
  searchParams,
}: {
  searchParams: Query;
}): Promise<Metadata> {
  const reader = await requireReader();
  const query = await searchParams;
  if (reader.actor.kind !== 'visitor' || queryText(query.q)) return {};
  const chosen = queryText(query.category);
  const url = portalUrl(reader.tenant, `/knowledge-base${chosen ? `?category=${chosen}` : ''}`);
  const t = await getTranslations('portal.knowledge');
  return {
    description: t('lead'),
    robots: { index: true, follow: true },
    alternates: { canonical: url, ...(await feedLink(reader)) },
  };
}

export default function KnowledgeBasePage({ searchParams }: { searchParams: Query }) {
  return pageOrMissing(() => drawKnowledgeBase(searchParams));
}

/** The entrance, one category of it (`?category=`), or what a search found (`?q=`). */
async function drawKnowledgeBase(searchParams: Query) {
  const reader = await requireReader();
  const query = await searchParams;
  const q = queryText(query.q)?.trim() ?? '';
  const chosen = queryText(query.category) || undefined;
  const { categories, category, articles } = await readKnowledgeBase(reader, chosen);
  const isEmpty = articles.length === 0 && categories.length === 0;
  // Nothing here is for everybody: it may well be for who signs in.
  if (reader.actor.kind === 'visitor' && isEmpty) await requireContact();
  const t = await getTranslations('portal.knowledge');
  const heading = category?.name ?? t('title');
  return (
    <Page>
      <title>{`${q ? t('foundTitle', { q }) : heading} · ${reader.tenant.name}`}</title>
      <PageHeader
        title={<span dir="auto">{heading}</span>}
        lead={category ? undefined : t('lead')}
        before={
          category && (
            <Breadcrumb
              label={t('where')}
              steps={[
                { label: t('title'), href: '/knowledge-base' },
                ...pathTo(categories, category.id),
              ]}
            />
          )
        }
      />
      {isEmpty ? (
        <EmptyState drawing="letters" title={t('emptyTitle')} text={t('emptyText')} />
      ) : (
        <SearchBox label={t('search')} submit={t('searchSubmit')} q={q} />
      )}
      {q && <FoundList reader={reader} q={q} />}
      {!q && !category && categories.length > 0 && (
        <Section title={t('categories')} flush>
          <CategoryList categories={categories} />
        </Section>
      )}
      {!q && category && category.children.length > 0 && (
        <CategoryList categories={category.children} />
      )}
      {!q && articles.length > 0 && (
        <Section title={category ? t('articles') : t('recent')} flush>
          <ArticleList articles={articles} language={reader.language} />
        </Section>
      )}
    </Page>
  );
}

/** The steps from the top of the tree down to the category; the last one is the page itself. */
function pathTo(tree: CategoryView[], id: string): { label: string; href?: string }[] {
  for (const one of tree) {
    if (one.id === id) return [{ label: one.name }];
    const below = pathTo(one.children, id);
    if (below.length > 0) {
      return [{ label: one.name, href: `/knowledge-base?category=${one.id}` }, ...below];
    }
  }
  return [];
}
