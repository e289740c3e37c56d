import { getTranslations } from 'next-intl/server';
import { readSearches } from '@/knowledge/search/read-searches';
import { requireTechnician } from '@/session/require-person';
import { Breadcrumb } from '@/ui/breadcrumb';
import { EmptyState } from '@/ui/empty-state';
import { Page, PageHeader, Section } from '@/ui/page';
import { SearchTable } from './search-table';

export async function generateMetadata() {
  await requireTechnician();
  return { title: (await getTranslations())('console.searches.title') };
}

/** What readers look for in the knowledge base: first what they look for in vain. */
export default async function SearchesPage() {
  const scope = await requireTechnician();
  const { unanswered, mostSearched, deflected } = await readSearches(scope);
  const t = await getTranslations('console.searches');
  const console = await getTranslations('console');
  const look = { language: scope.language, timeZone: scope.tenant.timeZone };
  return (
    <Page>
      <PageHeader
        before={
          <Breadcrumb
            label={console('nav.breadcrumb')}
            steps={[
              { label: console('knowledge.title'), href: '/console/knowledge-base' },
              { label: t('title') },
            ]}
          />
        }
        title={t('title')}
        lead={t('lead')}
      />
      <p>{t('deflected', { count: deflected })}</p>
      {unanswered.length === 0 ? (
        <EmptyState drawing="search" title={t('none')} text={t('noneText')} />
      ) : (
        <Section title={t('unanswered')} lead={t('unansweredLead')} flush>
          <SearchTable label={t('unanswered')} searches={unanswered} {...look} />
        </Section>
      )}
      {mostSearched.length > 0 && (
        <Section title={t('popular')} flush>
          <SearchTable label={t('popular')} searches={mostSearched} {...look} />
        </Section>
      )}
    </Page>
  );
}
