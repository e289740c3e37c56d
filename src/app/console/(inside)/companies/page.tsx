import { Download, Plus } from 'lucide-react';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { readCompanies } from '@/people/read-companies';
import { orNotFoundPage } from '@/session/page';
import { requireTechnician } from '@/session/require-person';
import { Avatar } from '@/ui/avatar';
import { ButtonLink } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { Page, PageHeader, Toolbar } from '@/ui/page';
import { SearchInput } from '@/ui/search-input';
import { ListPages } from '../_lists/list-pages';
import { type Query, queryCursor, queryText } from '../_lists/query-text';

const path = '/console/companies';

export async function generateMetadata() {
  await requireTechnician();
  return { title: (await getTranslations())('console.people.companies.title') };
}

export default async function CompaniesPage({ searchParams }: { searchParams: Query }) {
  const scope = await requireTechnician();
  const query = await searchParams;
  const q = queryText(query.q);
  const cursor = queryCursor(query.cursor);
  const { rows, nextCursor } = await orNotFoundPage(readCompanies(scope, { q, cursor }));
  const t = await getTranslations();
  const create = (
    <ButtonLink href={`${path}/new`} variant="primary" icon={<Plus aria-hidden />}>
      {t('console.people.companies.new')}
    </ButtonLink>
  );
  const actions = (
    <>
      {scope.actor.role === 'admin' && (
        <>
          <a href={`${path}/export`} download className="button button-secondary">
            <Download aria-hidden />
            {t('console.people.exportCsv')}
          </a>
          <ButtonLink href={`${path}/import`}>{t('console.people.companyImport.title')}</ButtonLink>
        </>
      )}
      {create}
    </>
  );
  return (
    <Page>
      <PageHeader
        title={t('console.people.companies.title')}
        lead={t('console.people.companies.lead')}
        actions={actions}
      />
      <Toolbar label={t('console.people.filters')}>
        <SearchInput label={t('console.people.companies.search')} />
      </Toolbar>
      {rows.length === 0 && (q || cursor) && (
        <EmptyState
          drawing="search"
          title={t('console.people.companies.none')}
          text={t('console.people.noneText')}
          action={<ButtonLink href={path}>{t('console.people.clear')}</ButtonLink>}
        />
      )}
      {rows.length === 0 && !q && !cursor && (
        <EmptyState
          drawing="people"
          title={t('console.people.companies.empty')}
          text={t('console.people.companies.emptyText')}
          action={create}
        />
      )}
      {rows.length > 0 && (
        <ul className="rows">
          {rows.map((company) => (
            <li key={company.id}>
              <Link href={`${path}/${company.id}`} className="row">
                <Avatar name={company.name} />
                <span className="row-main">
                  <span className="row-title block" dir="auto">
                    {company.name}
                  </span>
                  <span className="row-note row-title block">{company.domains.join(', ')}</span>
                </span>
                <span className="row-note">
                  {t('console.people.companies.contactCount', { count: company.contactCount })}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      <ListPages
        label={t('console.people.pages')}
        first={t('console.people.firstPage')}
        next={t('console.people.nextPage')}
        path={path}
        query={{ q }}
        cursor={cursor}
        nextCursor={nextCursor}
      />
    </Page>
  );
}
