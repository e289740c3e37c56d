import { Download, Plus } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import { contactStates, readContacts } from '@/people/read-contacts';
import { isUuid } from '@/platform/ids';
import { orNotFoundPage } from '@/session/page';
import { requireTechnician } from '@/session/require-person';
import { ButtonLink } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { Page, PageHeader, Toolbar } from '@/ui/page';
import { SearchInput } from '@/ui/search-input';
import { FilterSelect } from '../_lists/filter-select';
import { ListPages } from '../_lists/list-pages';
import { type Query, queryCursor, queryText, withQuery } from '../_lists/query-text';
import { BulkBar } from './_bulk/bulk-bar';
import { readCompanyOptions } from './company-options';
import { ContactRows } from './contact-rows';

const path = '/console/contacts';

export async function generateMetadata() {
  await requireTechnician();
  return { title: (await getTranslations())('console.people.contacts.title') };
}

export default async function ContactsPage({ searchParams }: { searchParams: Query }) {
  const scope = await requireTechnician();
  const query = await searchParams;
  const q = queryText(query.q);
  const wanted = queryText(query.companyId);
  const companyId = wanted && isUuid(wanted) ? wanted : undefined;
  const asked = queryText(query.state);
  const state = contactStates.find((one) => one === asked);
  const cursor = queryCursor(query.cursor);
  const [{ rows, nextCursor }, companies] = await orNotFoundPage(
    Promise.all([readContacts(scope, { q, companyId, state, cursor }), readCompanyOptions(scope)]),
  );
  const t = await getTranslations();
  const canChoose = state !== 'merged' && state !== 'erased';
  const filtered = q || companyId || state || cursor;
  const create = (
    <ButtonLink
      href={withQuery(`${path}/new`, { companyId })}
      variant="primary"
      icon={<Plus aria-hidden />}
    >
      {t('console.people.contacts.new')}
    </ButtonLink>
  );
  const actions = (
    <>
      {scope.actor.role === 'admin' && (
        <>
          <a
            href={withQuery(`${path}/export`, { q, companyId, state })}
            download
            className="button button-secondary"
          >
            <Download aria-hidden />
            {t('console.people.exportCsv')}
          </a>
          <ButtonLink href={`${path}/import`}>{t('console.people.import.title')}</ButtonLink>
        </>
      )}
      <ButtonLink href={`${path}/duplicates`}>{t('console.people.merge.duplicates')}</ButtonLink>
      {create}
    </>
  );
  return (
    <Page>
      <PageHeader
        title={t('console.people.contacts.title')}
        lead={t('console.people.contacts.lead')}
        actions={actions}
      />
      <Toolbar label={t('console.people.filters')}>
        <SearchInput label={t('console.people.contacts.search')} />
        <FilterSelect
          name="companyId"
          label={t('console.people.contacts.company')}
          options={[{ value: '', label: t('console.people.contacts.allCompanies') }, ...companies]}
        />
        <FilterSelect
          name="state"
          label={t('console.people.contacts.state')}
          options={[
            { value: '', label: t('console.people.contacts.stateCurrent') },
            { value: 'active', label: t('console.people.contacts.stateActive') },
            { value: 'disabled', label: t('console.people.contacts.stateDisabled') },
            { value: 'merged', label: t('console.people.contacts.stateMerged') },
            { value: 'erased', label: t('console.people.contacts.stateErased') },
          ]}
        />
      </Toolbar>
      {rows.length > 0 && canChoose && (
        <BulkBar pageIds={rows.map(({ id }) => id)} companies={companies} />
      )}
      {rows.length > 0 && <ContactRows rows={rows} canChoose={canChoose} />}
      {rows.length === 0 && filtered && (
        <EmptyState
          drawing="search"
          title={t('console.people.contacts.none')}
          text={t('console.people.noneText')}
          action={<ButtonLink href={path}>{t('console.people.clear')}</ButtonLink>}
        />
      )}
      {rows.length === 0 && !filtered && (
        <EmptyState
          drawing="people"
          title={t('console.people.contacts.empty')}
          text={t('console.people.contacts.emptyText')}
          action={actions}
        />
      )}
      <ListPages
        label={t('console.people.pages')}
        first={t('console.people.firstPage')}
        next={t('console.people.nextPage')}
        path={path}
        query={{ q, companyId, state }}
        cursor={cursor}
        nextCursor={nextCursor}
      />
    </Page>
  );
}
