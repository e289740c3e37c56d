import { Plus } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import { localeNames, locales } from '@/i18n/locales';
import { articleAudiences, articleStates } from '@/knowledge/article';
import { readCategories } from '@/knowledge/categories/read-categories';
import { countOpenFeedback } from '@/knowledge/feedback/read-feedback';
import { ListArticles, readKeptArticles } from '@/knowledge/read-kept-articles';
import { orNotFoundPage } from '@/session/page';
import { requireTechnician } from '@/session/require-person';
import { ButtonLink } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { Page, PageHeader, Toolbar } from '@/ui/page';
import { SearchInput } from '@/ui/search-input';
import { Badge } from '@/ui/status-pill';
import { FilterSelect } from '../_lists/filter-select';
import { ListPages } from '../_lists/list-pages';
import { type Query, queryCursor, queryText } from '../_lists/query-text';
import { ArticleRows } from './article-rows';
import { categoryOptions } from './category-options';
import { audienceWords, stateWords } from './words';

const path = '/console/knowledge-base';

export async function generateMetadata() {
  await requireTechnician();
  return { title: (await getTranslations())('console.knowledge.title') };
}

/** Every article of the tenant, in whatever state, with what it still needs. */
export default async function KnowledgeBasePage({ searchParams }: { searchParams: Query }) {
  const scope = await requireTechnician();
  const query = await searchParams;
  const names = ['q', 'state', 'audience', 'categoryId', 'without', 'needs'] as const;
  const asked = Object.fromEntries(
    names.map((name) => [name, queryText(query[name]) || undefined]),
  ) as Record<(typeof names)[number], string | undefined>;
  const cursor = queryCursor(query.cursor);
  // A filter that makes no sense is none.
  const wanted = ListArticles.safeParse({ ...asked, cursor });
  const [{ rows, nextCursor }, categories, open] = await orNotFoundPage(
    Promise.all([
      readKeptArticles(scope, wanted.success ? wanted.data : { cursor }),
      readCategories(scope),
      countOpenFeedback(scope),
    ]),
  );
  const t = await getTranslations();
  const isFiltered = Boolean(cursor) || names.some((name) => asked[name]);
  const create = (
    <ButtonLink href={`${path}/new`} variant="primary" icon={<Plus aria-hidden />}>
      {t('console.knowledge.new')}
    </ButtonLink>
  );
  return (
    <Page>
      <PageHeader
        title={t('console.knowledge.title')}
        lead={t('console.knowledge.lead')}
        actions={
          <>
            <ButtonLink href={`${path}/feedback`}>
              {t('console.feedback.title')}
              {open > 0 && <Badge>{open}</Badge>}
            </ButtonLink>
            <ButtonLink href={`${path}/figures`}>{t('console.figures.title')}</ButtonLink>
            <ButtonLink href={`${path}/categories`}>{t('console.knowledge.categories')}</ButtonLink>
            {scope.actor.role === 'admin' && (
              <ButtonLink href={`${path}/import`}>{t('console.articleImport.title')}</ButtonLink>
            )}
            {create}
          </>
        }
      />
      <Toolbar label={t('console.people.filters')}>
        <SearchInput label={t('console.knowledge.search')} />
        <FilterSelect
          name="state"
          label={t('console.knowledge.stateLabel')}
          options={[
            { value: '', label: t('console.knowledge.anyState') },
            ...articleStates.map((value) => ({ value, label: t(stateWords[value]) })),
          ]}
        />
        <FilterSelect
          name="audience"
          label={t('console.knowledge.audienceLabel')}
          options={[
            { value: '', label: t('console.knowledge.anyAudience') },
            ...articleAudiences.map((value) => ({ value, label: t(audienceWords[value]) })),
          ]}
        />
        {categories.length > 0 && (
          <FilterSelect
            name="categoryId"
            label={t('console.knowledge.category')}
            options={categoryOptions(categories, t('console.knowledge.anyCategory'))}
          />
        )}
        <FilterSelect
          name="without"
          label={t('console.knowledge.without')}
          options={[
            { value: '', label: t('console.knowledge.anyLanguage') },
            ...locales.map((value) => ({
              value,
              label: t('console.knowledge.withoutLanguage', { language: localeNames[value] }),
            })),
          ]}
        />
        <FilterSelect
          name="needs"
          label={t('console.knowledge.needs')}
          options={[
            { value: '', label: t('console.knowledge.needsAnything') },
            { value: 'review', label: t('console.knowledge.needsReview') },
            { value: 'translation', label: t('console.knowledge.needsTranslation') },
            { value: 'publication', label: t('console.knowledge.needsPublication') },
          ]}
        />
      </Toolbar>
      {rows.length > 0 && (
        <ArticleRows rows={rows} categories={categories} language={scope.language} />
      )}
      {rows.length === 0 && isFiltered && (
        <EmptyState
          drawing="search"
          title={t('console.knowledge.none')}
          text={t('console.people.noneText')}
          action={<ButtonLink href={path}>{t('console.people.clear')}</ButtonLink>}
        />
      )}
      {rows.length === 0 && !isFiltered && (
        <EmptyState
          drawing="letters"
          title={t('console.knowledge.empty')}
          text={t('console.knowledge.emptyText')}
          action={create}
        />
      )}
      <ListPages
        label={t('console.people.pages')}
        first={t('console.people.firstPage')}
        next={t('console.people.nextPage')}
        path={path}
        query={asked}
        cursor={cursor}
        nextCursor={nextCursor}
      />
    </Page>
  );
}
