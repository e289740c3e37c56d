import { getTranslations } from 'next-intl/server';
import { readMailLog } from '@/notifications/outbound/read-mail-log';
import { orNotFoundPage } from '@/session/page';
import { requireAdmin } from '@/session/require-person';
import { ButtonLink } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { Page, PageHeader, Toolbar } from '@/ui/page';
import { SearchInput } from '@/ui/search-input';
import { FilterSelect } from '../../_lists/filter-select';
import { ListPages } from '../../_lists/list-pages';
import { type Query, queryCursor, queryText } from '../../_lists/query-text';
import { mailStates } from '../../outbox/mail-states';
import { MailLogRow } from './mail-log-row';
import { MailTabs } from './mail-tabs';

const path = '/console/admin/mail';

export async function generateMetadata() {
  await requireAdmin();
  return { title: (await getTranslations())('console.admin.mailLog.title') };
}

/** What was mailed, and how each delivery went. */
export default async function MailPage({ searchParams }: { searchParams: Query }) {
  const scope = await requireAdmin();
  const query = await searchParams;
  const filter = { q: queryText(query.q), state: queryText(query.state) };
  const cursor = queryCursor(query.cursor);
  const state = stateNames.find((one) => one === filter.state);
  const { rows, nextCursor } = await orNotFoundPage(
    readMailLog(scope, { q: filter.q, state, cursor }),
  );
  const t = await getTranslations();
  const filtered = Boolean(filter.q || filter.state);
  const clear = filtered && <ButtonLink href={path}>{t('console.admin.mailLog.clear')}</ButtonLink>;
  return (
    <Page>
      <PageHeader title={t('console.admin.mailLog.title')} lead={t('console.admin.mailLog.lead')} />
      <MailTabs current="outgoing" />
      <Toolbar label={t('console.admin.mailLog.filters')}>
        <SearchInput label={t('console.admin.mailLog.search')} />
        <FilterSelect
          name="state"
          label={t('console.admin.mailLog.state')}
          options={[
            { value: '', label: t('console.admin.mailLog.everyState') },
            ...stateNames.map((value) => ({ value, label: t(mailStates[value].key) })),
          ]}
        />
        {clear}
      </Toolbar>
      {rows.length === 0 ? (
        <EmptyState
          drawing={filtered ? 'search' : 'letters'}
          title={t(filtered ? 'console.admin.mailLog.none' : 'console.admin.mailLog.empty')}
          text={t(filtered ? 'console.admin.mailLog.noneText' : 'console.admin.mailLog.emptyText')}
          action={clear}
        />
      ) : (
        <ul className="rows">
          {rows.map((mail) => (
            <MailLogRow
              key={mail.id}
              mail={mail}
              time={{ locale: scope.language, timeZone: scope.tenant.timeZone }}
            />
          ))}
        </ul>
      )}
      <ListPages
        label={t('console.admin.mailLog.pages')}
        first={t('console.admin.mailLog.newest')}
        next={t('console.admin.mailLog.older')}
        path={path}
        query={filter}
        cursor={cursor}
        nextCursor={nextCursor}
      />
    </Page>
  );
}

const stateNames = Object.keys(mailStates) as (keyof typeof mailStates)[];
